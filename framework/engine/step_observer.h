// Which thread did what, and when: a session reports every piece of work of a step to its observer.
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

// The work of the loop around a session, one after the other on one thread.
enum class Stage {
  data,
  step,
  update,
  test
};  // wait for images and copy them; run; clip and optimizer; test

struct StageSpan {
  Stage stage;
  int images = 0;  // of a step
  std::chrono::steady_clock::time_point begin = {};
  std::chrono::steady_clock::time_point end = {};
};

class StepObserver {
 public:
  virtual ~StepObserver() = default;
  // From many threads at once; two spans of the same thread never overlap.
  virtual void record(const WorkSpan& span) = 0;
  // From the thread that runs the loop, while no step runs.
  virtual void record_stage(const StageSpan& span) { (void)span; }
};

// Does `work` and reports to the observer, if there is one, how long it took.
template <class F>
auto observed_stage(StepObserver* observer, Stage stage, int images, F&& work) {
  if (observer == nullptr) return work();
  struct Teller {
    ~Teller() {
      span.end = std::chrono::steady_clock::now();
      observer->record_stage(span);
    }
    StepObserver* observer;
    StageSpan span;
  };
  Teller teller{observer, {stage, images, std::chrono::steady_clock::now(), {}}};
  return work();
}

}  // namespace cae
