// Where the time of training goes, by operator and direction.
#pragma once

#include <string>
#include <vector>

#include "framework/engine/session.h"
#include "framework/profile/machine_limit.h"

namespace cae {

// One line of a profile. Everything is a mean over the steps, of all threads together.
struct ProfileRow {
  std::string node = {};   // of the optimised graph; "" for what no operator does
  std::string layer = {};  // of the text, that the node came from
  std::string kind = {};   // the operator's
  // "forward", "backward 2" (the second phase), "weight gradients", "waiting", ...
  std::string direction = {};
  double seconds = 0.0;
  double operations = 0.0;  // of matrix products, see WorkAmount
  double bytes = 0.0;
  double limit_seconds = 0.0;  // what the machine needs for both at least; 0 where neither is counted
};

struct Profile {
  int threads = 1;
  std::int64_t steps = 0;     // that were measured
  double images = 0.0;        // of a step
  double step_seconds = 0.0;  // from one step to the next, on the clock
  double test_seconds = 0.0;  // of all tests together, on the clock
  std::size_t arena_bytes = 0;
  MachineLimit limit = {};
  std::vector<ProfileRow> rows = {};  // in the order of the graph, then what no operator does
  double operations() const;          // of a step
  // The time that the arithmetic of a step would take at the machine's peak, as a share of the measured time.
  double share_of_peak() const;
};

// Measures. Costs two readings of the clock for each call of a kernel; each thread keeps its own sums.
class StepProfile final : public StepObserver {
 public:
  // The session must outlive it; `threads` are those of its pool.
  StepProfile(const Session& session, int threads);

  void record(const WorkSpan& span) override;
  void record_stage(const StageSpan& span) override;

  // In a training loop (which has the stage `data`) without the first step, where there are others: it
  // touches memory and wakes threads.
  Profile result(const MachineLimit& limit) const;

 private:
  using Duration = std::chrono::steady_clock::duration;
  struct StageSum {
    Duration time = {};
    std::int64_t count = 0;
    std::int64_t images = 0;
  };
  std::size_t slot(NodeId node, Work work, int phase) const;
  void forget();
  void add_rows(NodeId node, double images, const MachineLimit& limit, Profile& profile) const;

  const Session& session_;
  int phases_ = 1;
  bool first_step_gone_ = false;
  std::vector<std::vector<Duration>> sums_;  // of each thread: by `slot`
  std::vector<StageSum> stages_;
};

}  // namespace cae
