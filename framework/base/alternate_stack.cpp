#include "framework/base/alternate_stack.h"

#include <signal.h>
#include <sys/mman.h>

#include <cstddef>

namespace cae {
namespace {

constexpr std::size_t stack_bytes = std::size_t{64}
                                    << 10;  // the registers of AVX-512 and AMX take 12 KB of it

// Not thread_local: that storage is part of the thread's stack, and plugins may start threads with small
// stacks.
class AlternateStack {
 public:
  AlternateStack() {
    stack_t there = {};
    // Another one, of a sanitizer for example, is kept.
    if (sigaltstack(nullptr, &there) == 0 && (there.ss_flags & SS_DISABLE) == 0) return;
    void* memory = mmap(nullptr, stack_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return;
    const stack_t stack = {.ss_sp = memory, .ss_flags = 0, .ss_size = stack_bytes};
    if (sigaltstack(&stack, nullptr) == 0) {
      memory_ = memory;
    } else {
      munmap(memory, stack_bytes);
    }
  }
  ~AlternateStack() {
    if (memory_ == nullptr) return;
    const stack_t none = {.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
    sigaltstack(&none, nullptr);
    munmap(memory_, stack_bytes);
  }
  AlternateStack(const AlternateStack&) = delete;
  AlternateStack& operator=(const AlternateStack&) = delete;

 private:
  void* memory_ = nullptr;
};

}  // namespace

void ensure_alternate_stack() {
  thread_local const AlternateStack stack;
  (void)stack;
}

}  // namespace cae
