// What training takes from the machine: no threads beyond the pool's, no memory beyond the start's.
#include <malloc.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "framework/graph/losses.h"
#include "tests/support/catch.h"
#include "tests/support/sanitized.h"
#include "tests/unit/engine/every_operator.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

int threads_of_this_process() {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task"))
    count += entry.exists() ? 1 : 0;
  return count;
}

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

class Training {
 public:
  explicit Training(int threads)
      : graph_(with_losses(every_operator(), "bce")), pool_(threads), weights_(start_weights(graph_, 2)) {
    const PlanOptions options{.batch = 48};
    session_ = std::make_unique<Session>(graph_, weights_, pool_, options);
    fill(session_->input(), 1);
    fill(session_->target(), 2);
  }
  void steps(int count) {
    for (int i = 0; i < count; ++i) session_->run({.seed = 1, .epoch = 1, .images = 48, .samples = {}});
  }
  ThreadPool& pool() { return pool_; }

 private:
  Graph graph_;
  ThreadPool pool_;
  ParameterArrays weights_;
  std::unique_ptr<Session> session_;
};

TEST_CASE("training has no threads besides the pool's") {
  std::thread([] {}).join();  // with a program's first thread ThreadSanitizer starts one of its own
  const int before = threads_of_this_process();
  Training training(3);
  training.steps(3);
  // This thread is one of the three.
  CHECK(threads_of_this_process() <= before + 2);
  int during = 0;
  training.pool().run(1, [&](int, int) { during = threads_of_this_process(); });
  CHECK(during <= before + 2);
}

TEST_CASE("fifty steps take no more memory than the first ones") {
  if (sanitized) return;  // the C library, which is asked here, knows nothing of a sanitizer's memory
  Training training(2);
  training.steps(5);
  const std::size_t allocated = mallinfo2().uordblks;
  const std::size_t resident = resident_bytes();
  training.steps(50);
  // A hundred bytes a step and node would come to 150 kB.
  CHECK(mallinfo2().uordblks <= allocated + 16384);
  CHECK(resident_bytes() <= resident + 1048576);
}

}  // namespace
}  // namespace cae
