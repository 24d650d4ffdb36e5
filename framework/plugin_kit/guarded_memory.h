// Memory between pages that nobody may touch: a plugin that reads or writes outside of what it was given, or
// after its call, crashes there, and the place is known.
#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

#include "framework/plugin_kit/trial_board.h"

namespace cae {

// Which end of the memory lies at a guard page: only an access over that end is sure to be found.
enum class GuardedEnd { behind, before };

// The memory that one call is given. When it ends it may not be touched any more.
class CallMemory {
 public:
  explicit CallMemory(GuardedEnd end) : end_(end) {}
  ~CallMemory();
  CallMemory(const CallMemory&) = delete;
  CallMemory& operator=(const CallMemory&) = delete;

  // A copy that may only be read; nullptr of nullptr. `name` is a literal: "batch->values".
  template <class T>
  const T* constant(const char* name, const T* values, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (values == nullptr) return nullptr;
    return static_cast<const T*>(copy(name, values, count * sizeof(T)));
  }
  const char* constant_text(const char* name, const char* text);

  // Memory to be written, zeros at first.
  template <class T>
  T* writable(const char* name, std::size_t count) {
    return static_cast<T*>(take(name, count * sizeof(T)));
  }

 private:
  void* take(const char* name, std::size_t bytes);
  const void* copy(const char* name, const void* values, std::size_t bytes);

  GuardedEnd end_;
  std::vector<std::size_t> taken_;
};

// From now on an access to a guard page is noted on the board before it ends the program: "wrote 4 bytes
// behind the end of 'out'".
void watch_guarded_memory(TrialBoard& board);

}  // namespace cae
