// What a fuzz target has at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "framework/base/result.h"

// A target defines this one function; libFuzzer calls it, or replay.cpp with each file of a corpus.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace cae::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Ends the program with the reason, so that the input is kept.
[[noreturn]] void found(const std::string& what);
void demand(bool holds, const std::string& what);

// Whatever was read, the answer to it has a code and can be printed: no byte that is not UTF-8, no control
// character.
void demand_printable(const Diagnostics& mistakes);

template <class T>
void demand_printable(const Result<T>& result) {
  if (!result) demand_printable(result.diagnostics());
}

// A file in memory with these bytes, for readers that take a path. It holds until the next call.
std::string file_with(const std::uint8_t* data, std::size_t size);

}  // namespace cae::fuzz
