#include "framework/engine/thread_pool.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <optional>

#include "framework/base/processors.h"
#include "framework/engine/pinned_threads.h"
#include "framework/engine/required.h"
#include "framework/primitives/compute_scope.h"
#include "framework/primitives/shares.h"

namespace cae {
namespace {

// f(index, thread) for each of [0, count), one TBB task each.
template <class F>
void each_in_parallel(int count, const F& f) {
  tbb::parallel_for(
      tbb::blocked_range<int>(0, count, 1),
      [&](const tbb::blocked_range<int>& range) {
        const ComputeScope scope;
        for (int i = range.begin(); i < range.end(); ++i) f(i, tbb::this_task_arena::current_thread_index());
      },
      tbb::simple_partitioner());
}

}  // namespace

struct ThreadPool::Parts final : public ShareRunner {
  Parts(int threads, bool pin)
      : count(threads > 0 ? threads : available_processors()),
        // More threads than cores are allowed: the bits must not change with them, which tests check.
        limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(count)),
        arena(count) {
    const int cores = available_processors();
    if (pin ? count <= cores : count == cores && memory_nodes() > 1) pinned.emplace(arena);
  }

  // Those that wait for the others' shares take none of another task, whose buffers they do not have.
  void run_shares(int shares, Share share, void* function) override {
    tbb::this_task_arena::isolate([&] {
      each_in_parallel(shares, [&](int i, int thread) {
        const ShareScope alone(nullptr);
        share(function, i, thread);
      });
    });
  }

  int count;
  tbb::global_control limit;
  tbb::task_arena arena;
  std::optional<PinnedThreads> pinned;
};

ThreadPool::ThreadPool(int threads, bool pin) : parts_(std::make_unique<Parts>(threads, pin)) {
  require_threads(parts_->count);  // its workers, and the one that prepares batches
}
ThreadPool::~ThreadPool() = default;
int ThreadPool::threads() const {
  return parts_->count;
}

void ThreadPool::run_tasks(int tasks, Task task, void* function) {
  if (observer_ != nullptr) observer_->loop_begins(tasks);
  parts_->arena.execute([&] {
    each_in_parallel(tasks, [&](int i, int thread) {
      if (shares_work(parts_->count)) {
        const ShareScope together(parts_.get());
        task(function, i, thread);
      } else {
        task(function, i, thread);
      }
      if (observer_ != nullptr) observer_->task_ends();
    });
  });
  if (observer_ != nullptr) observer_->loop_ends();
}

}  // namespace cae
