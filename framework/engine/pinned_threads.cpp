#include "framework/engine/pinned_threads.h"

namespace cae {

PinnedThreads::PinnedThreads(tbb::task_arena& arena) : tbb::task_scheduler_observer(arena) {
  CPU_ZERO(&all_);
  if (sched_getaffinity(0, sizeof(all_), &all_) != 0) return;
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (CPU_ISSET(core, &all_)) cores_.push_back(core);
  }
  observe(true);
}

PinnedThreads::~PinnedThreads() {
  observe(false);
}

// Where the system refuses it, only the speed changes.
void PinnedThreads::on_scheduler_entry(bool) {
  const auto thread = static_cast<std::size_t>(tbb::this_task_arena::current_thread_index());
  if (thread >= cores_.size()) return;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(cores_[thread], &one);
  sched_setaffinity(0, sizeof(one), &one);
}

// The caller's thread may go anywhere again, and what it starts.
void PinnedThreads::on_scheduler_exit(bool) {
  if (!cores_.empty()) sched_setaffinity(0, sizeof(all_), &all_);
}

}  // namespace cae
