// Parallel loops on TBB. What a task computes must not depend on which thread runs it.
#pragma once

#include <memory>

#include "framework/base/ordered_task.h"

namespace cae {

class ThreadPool {
 public:
  // threads = 0: one for each core that this process may use.
  // Throws Failure (E991) where the system does not let so many start.
  explicit ThreadPool(int threads = 0);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int threads() const;

  // f(task, thread) for every task in [0, tasks), each inside a ComputeScope; `thread` is in [0, threads())
  // and no two tasks that run at the same time share one. An exception of a task is rethrown here. Allocates
  // nothing itself.
  template <class F>
  void run(int tasks, F&& f) {
    OrderedTask ordered(f);
    run_tasks(
        tasks,
        [](void* function, int task, int thread) {
          (*static_cast<decltype(ordered)*>(function))(task, thread);
        },
        &ordered);
  }

 private:
  using Task = void (*)(void* function, int task, int thread);
  void run_tasks(int tasks, Task task, void* function);

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace cae
