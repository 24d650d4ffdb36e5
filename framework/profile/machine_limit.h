// What the machine can do at best, measured on the spot: the roof under which an operator works (Williams,
// Waterman and Patterson, "Roofline", 2009).
#pragma once

#include "framework/engine/thread_pool.h"

namespace cae {

// Of one thread while all threads of the pool are at work.
struct MachineLimit {
  double operations_per_second = 0.0;  // multiply-adds on registers, two operations each
  double bytes_per_second = 0.0;       // from and to memory, beyond the caches

  // The least seconds of one thread for so much work: arithmetic and memory overlap, the slower one counts.
  double seconds(double operations, double bytes) const;
};

// Takes about 0.2 s, and 64 MB a thread (384 MB at most) while it measures.
MachineLimit measure_limit(ThreadPool& pool);

}  // namespace cae
