// Who did what, when: a session tells its observer of every piece of work of a step.
#pragma once

#include <chrono>

#include "framework/graph/graph.h"

namespace cae {

enum class Work {
  prepare,
  forward,
  loss,
  sum_gradients,
  backward,
  whole_batch_gradients,
  finish_phase,
  reduce_gradients,
  unpack
};

struct WorkSpan {
  Work work;
  NodeId node;
  int phase = 0;   // of forward, backward and finish_phase
  int slice = -1;  // -1 where the work is not that of one slice
  int thread = 0;
  std::chrono::steady_clock::time_point begin = {};
  std::chrono::steady_clock::time_point end = {};
};

class StepObserver {
 public:
  virtual ~StepObserver() = default;
  // From many threads at once; two spans of the same thread never overlap.
  virtual void record(const WorkSpan& span) = 0;
};

}  // namespace cae
