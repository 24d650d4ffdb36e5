// Keeps each thread of an arena on one core, so that the memory it touched first stays near.
#pragma once

#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_scheduler_observer.h>
#include <sched.h>

#include <vector>

namespace cae {

class PinnedThreads final : public tbb::task_scheduler_observer {
 public:
  // There must be at least as many cores as the arena has threads.
  explicit PinnedThreads(tbb::task_arena& arena);
  ~PinnedThreads() override;

  void on_scheduler_entry(bool worker) override;
  void on_scheduler_exit(bool worker) override;

 private:
  cpu_set_t all_;           // those of the process
  std::vector<int> cores_;  // of them, one for each thread
};

}  // namespace cae
