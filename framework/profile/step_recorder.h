// Takes down what the loops of a step are made of, and how long each piece takes on one thread, for
// simulated_step.h: its processor time, in which what other programs take does not count.
#pragma once

#include <vector>

#include "framework/engine/loop_observer.h"
#include "framework/engine/session.h"
#include "framework/primitives/shares.h"
#include "framework/profile/simulated_step.h"

namespace cae {

// Observes a session and its pool, which has one thread, for several steps that are made of the same pieces.
class StepRecorder final : public StepObserver, public LoopObserver, public ShareRunner {
 public:
  // The session must outlive it.
  explicit StepRecorder(const Session& session) : session_(session) {}

  // Round each step, the optimizer's included.
  void step_begins();
  void step_ends();
  void forget();  // all that was told so far

  void record(const WorkSpan& span) override;
  void loop_begins(int tasks) override;
  void task_ends() override;
  void loop_ends() override;
  // Where it is the runner of the thread that steps, it takes down the shares within tasks, too.
  void run_shares(int shares, Share share, void* function) override;

  // Each piece takes the median of its times. Needs a step.
  MeasuredStep result() const;

 private:
  enum class Event { loop_begins, task_ends, shares_begin, share_ends, loop_ends, step_ends };
  void mark(Event event);
  double median_seconds(std::size_t event) const;
  void describe(std::size_t loop, StepLoop& to) const;

  const Session& session_;
  bool first_ = true;                        // step
  double last_ = 0.0;                        // event
  std::size_t next_ = 0;                     // event of this step
  std::vector<Event> events_;                // of each step
  std::vector<std::vector<float>> seconds_;  // before each event, one in each step
  std::vector<std::vector<WorkSpan>> work_;  // of each loop, in the first step
};

}  // namespace cae
