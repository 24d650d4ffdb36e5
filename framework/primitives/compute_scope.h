// The state of a thread that computes: set at the start of every task and restored at its end.
//
// oneDNN as Debian builds it runs on OpenMP and reads the thread count of the calling thread whenever a
// primitive is made or run; we want one thread, so every task sets 1. Denormals are flushed to zero (FTZ and
// DAZ are per thread), the same way in every worker, so that they can change neither speed nor bits.
#pragma once

namespace cae {

class ComputeScope {
 public:
  ComputeScope();
  ~ComputeScope();
  ComputeScope(const ComputeScope&) = delete;
  ComputeScope& operator=(const ComputeScope&) = delete;

 private:
  int openmp_threads_;
  unsigned long floating_point_state_;
};

}  // namespace cae
