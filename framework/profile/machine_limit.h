// The peak of this machine, measured when it is needed: the roof of the roofline model (Williams, Waterman
// and Patterson, "Roofline", 2009).
#pragma once

#include "framework/engine/thread_pool.h"

namespace cae {

// Of one thread while all threads of the pool are at work.
struct MachineLimit {
  double operations_per_second = 0.0;  // multiply-adds on registers, two operations each
  double bytes_per_second = 0.0;       // from and to memory, beyond the caches

  // The least time in seconds of one thread for this work: arithmetic and memory overlap, so the slower of
  // the two counts.
  double seconds(double operations, double bytes) const;
};

// Takes about 0.2 s, and 64 MB a thread (384 MB at most) while it measures.
MachineLimit measure_limit(ThreadPool& pool);

}  // namespace cae
