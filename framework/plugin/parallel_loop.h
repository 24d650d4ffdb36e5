// The loop behind a plugin's parallel_for.
#pragma once

#include <cstddef>

namespace cae {

// body(data, index) for every index below count, on TBB's threads. Every worker rounds and flushes denormals
// as the caller does, so that no bit depends on which thread does what. An exception of the body is rethrown
// here.
void parallel_loop(std::size_t count, void (*body)(void* data, std::size_t index), void* data);

}  // namespace cae
