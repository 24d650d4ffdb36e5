#include "framework/engine/thread_pool.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include "framework/engine/required.h"
#include "framework/primitives/compute_scope.h"

namespace cae {

struct ThreadPool::Parts {
  explicit Parts(int threads)
      : count(threads > 0 ? threads : tbb::info::default_concurrency()),
        // More threads than cores are allowed: the bits must not change with them, which tests check.
        limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(count)),
        arena(count) {}
  int count;
  tbb::global_control limit;
  tbb::task_arena arena;
};

ThreadPool::ThreadPool(int threads) : parts_(std::make_unique<Parts>(threads)) {
  require_threads(parts_->count);  // its workers, and the one that prepares batches
}
ThreadPool::~ThreadPool() = default;
int ThreadPool::threads() const {
  return parts_->count;
}

void ThreadPool::run_tasks(int tasks, Task task, void* function) {
  parts_->arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<int>(0, tasks, 1),
        [&](const tbb::blocked_range<int>& range) {
          const ComputeScope scope;
          for (int i = range.begin(); i < range.end(); ++i) {
            task(function, i, tbb::this_task_arena::current_thread_index());
          }
        },
        tbb::simple_partitioner());
  });
}

}  // namespace cae
