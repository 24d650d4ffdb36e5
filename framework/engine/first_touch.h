// Touches a session's memory before the first step: what belongs to a thread by that thread, the rest by all
// of them in turn, so that on machines with several memory nodes it is spread over these.
#pragma once

#include <cstddef>

#include "framework/engine/memory_region.h"
#include "framework/engine/thread_pool.h"

namespace cae {

// In pieces, each by the thread that takes it.
void touch_by_all(MemoryRegion& region, ThreadPool& pool);
// The block of `bytes` of each thread.
void touch_own(MemoryRegion& region, std::size_t bytes, ThreadPool& pool);

}  // namespace cae
