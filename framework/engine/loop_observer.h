// What the loops of a pool of one thread are made of, told in the order in which they run. From the times
// between these calls follows how long the same loops would take on other numbers of threads
// (profile/simulated_step.h).
#pragma once

namespace cae {

class LoopObserver {
 public:
  virtual ~LoopObserver() = default;
  virtual void loop_begins(int tasks) = 0;
  virtual void task_ends() = 0;
  virtual void loop_ends() = 0;
};

}  // namespace cae
