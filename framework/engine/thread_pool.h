// Parallel loops on TBB. What a task computes must not depend on which thread runs it.
#pragma once

#include <memory>

#include "framework/base/ordered_task.h"
#include "framework/engine/loop_observer.h"

namespace cae {

class ThreadPool {
 public:
  // threads = 0: one for each core that this process may use (base/processors.h). With `pin` each
  // thread stays on one core if there are enough; so it does where the pool has all cores of a machine with
  // several memory nodes.
  // Throws Failure (E991) where the system does not let so many start.
  explicit ThreadPool(int threads = 0, bool pin = false);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int threads() const;
  // Whether so many threads also share the work within tasks. Few threads keep each task to one of them, as
  // there are always more tasks than threads, and what a task needs is in the cache of its core.
  static bool shares_work(int threads) { return threads > 2; }

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

  // Of a pool of one thread: tells what its loops are made of; nullptr: nobody.
  void observe(LoopObserver* observer) { observer_ = observer; }

 private:
  using Task = void (*)(void* function, int task, int thread);
  void run_tasks(int tasks, Task task, void* function);

  struct Parts;
  std::unique_ptr<Parts> parts_;
  LoopObserver* observer_ = nullptr;
};

}  // namespace cae
