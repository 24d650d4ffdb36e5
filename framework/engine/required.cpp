#include "framework/engine/required.h"

#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <latch>
#include <thread>
#include <vector>

#include "framework/base/catalogue/run.h"
#include "framework/base/current_failure.h"
#include "framework/base/result.h"

namespace cae {

void require_threads(int count) {
  std::latch all_tried(1);
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(count));
  Diagnostics refusal;
  try {
    for (int i = 0; i < count; ++i) threads.emplace_back([&] { all_tried.wait(); });
  } catch (...) {
    refusal = current_failure();
  }
  all_tried.count_down();
  for (std::thread& thread : threads) thread.join();
  if (!refusal.empty()) throw Failure(refusal);
}

void require_memory(std::size_t bytes, std::string_view purpose) {
  void* address =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address == MAP_FAILED) {
    throw Failure(catalogue::memory_refused(static_cast<double>(bytes), purpose, std::strerror(errno)));
  }
  munmap(address, bytes);
}

}  // namespace cae
