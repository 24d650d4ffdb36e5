// Several observers of one session.
#pragma once

#include <vector>

#include "framework/engine/step_observer.h"

namespace cae {

class ObserverList final : public StepObserver {
 public:
  // `observer` must outlive the list.
  void add(StepObserver& observer) { observers_.push_back(&observer); }

  void record(const WorkSpan& span) override {
    for (StepObserver* observer : observers_) observer->record(span);
  }
  void record_stage(const StageSpan& span) override {
    for (StepObserver* observer : observers_) observer->record_stage(span);
  }

 private:
  std::vector<StepObserver*> observers_;
};

}  // namespace cae
