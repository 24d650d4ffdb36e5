// A few steps in full, for a trace viewer: which thread did what, and when.
#pragma once

#include <string>
#include <vector>

#include "framework/engine/session.h"

namespace cae {

// Records the steps 2 to 1 + `steps` of a training loop (the first one warms up), and then nothing more.
class StepTrace final : public StepObserver {
 public:
  // The session must outlive it; `threads` are those of its pool.
  StepTrace(const Session& session, int threads, int steps = 20);

  void record(const WorkSpan& span) override;
  void record_stage(const StageSpan& span) override;

  // The Trace Event Format that chrome://tracing and ui.perfetto.dev read: a row a thread of the pool and one
  // for the loop round them; each span has its step as argument, those of a slice also slice and phase.
  std::string json() const;

 private:
  struct Span {
    WorkSpan work;
    int step;
  };
  struct LoopSpan {
    StageSpan stage;
    int step;
  };
  bool recording() const { return step_ > 1 && step_ <= 1 + steps_; }

  const Session& session_;
  int steps_;
  int step_ = 1;                          // that is being made
  std::vector<std::vector<Span>> spans_;  // of each thread
  std::vector<LoopSpan> loop_;
};

}  // namespace cae
