// The events of a run, for its listeners: the recorder, the screen, a page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/profile/step_profile.h"
#include "framework/run/planned_analysis.h"
#include "framework/train/trainer.h"

namespace cae {

// A run that is about to train, or whose analyses are about to be made.
struct RunStart {
  std::int64_t id = 0;
  std::string name = {};    // "0007-denoise-narrow-s3"
  std::string folder = {};  // of its files
  std::string experiment = {};
  std::string variant = {};  // "" for the file as it stands
  std::uint64_t seed = 0;
  std::int64_t epochs = 0;
  std::int64_t steps = 0;  // of an epoch
  std::int64_t parameters = 0;
  std::int64_t images = 0;  // trained with
  std::int64_t validation_images = 0;
  std::int64_t test_images = 0;
  std::size_t memory_bytes = 0;
};

// done: with all that comes after training, as far as it could be made. analysed: of a run that was done
// before. paused: after the epoch that it was to train to for now.
enum class RunEnd { stopped, failed, done, analysed, paused };

struct RunEnded {
  RunEnd how = RunEnd::done;
  std::string reason = {};    // why training ended before its last epoch, or ""
  Diagnostics problems = {};  // why it failed
  std::size_t analyses_failed = 0;
  bool analyses_left = false;  // a signal, or a store that cannot be written, came before they were made
};

// One that is being made.
struct AnalysisProgress {
  std::string name = {};
  double seconds = 0.0;             // since it began
  std::optional<double> done = {};  // 0 to 1, where that is known
};

// Events come on the thread that runs the session, analyses' and plugins' also on others, one at a time. What
// an event of training throws ends the run as failed.
class RunListener {
 public:
  virtual ~RunListener() = default;

  virtual void started(const RunStart& run) { (void)run; }
  virtual void analyses_started(const RunStart& run) { (void)run; }  // of a run that was trained before
  virtual void step_done(const StepReport& step) { (void)step; }
  virtual void epoch_done(const EpochReport& epoch) { (void)epoch; }
  virtual void profiled(const Profile& profile) { (void)profile; }
  // Training is over, `reason` says why before its last epoch; what comes after it has the machine to itself.
  virtual void trained(const std::string& reason, const std::vector<PlannedAnalysis>& analyses) {
    (void)reason, (void)analyses;
  }
  virtual void analysis_under_way(const AnalysisProgress& progress) { (void)progress; }
  virtual void analysis_ended(const std::string& name, AnalysisStatus status, double seconds) {
    (void)name, (void)status, (void)seconds;
  }
  virtual void analysis_failed(const std::string& name, const Diagnostics& why) { (void)name, (void)why; }
  virtual void ended(const RunEnded& end) { (void)end; }

  virtual void warned(const Diagnostics& warnings) { (void)warnings; }    // of the run, for its record
  virtual void reported(const Diagnostics& problems) { (void)problems; }  // what the user must hear at once
  virtual void noted(const std::string& text) { (void)text; }
};

// The listeners of a run, in the order in which they are called: the recorder comes first.
class RunListeners {
 public:
  explicit RunListeners(std::vector<RunListener*> listeners) : listeners_(std::move(listeners)) {}

  void add_first(RunListener& listener) { listeners_.insert(listeners_.begin(), &listener); }
  template <class... Told, class... Given>
  void tell(void (RunListener::*event)(Told...), const Given&... given) const {
    for (RunListener* listener : listeners_) (listener->*event)(given...);
  }

 private:
  std::vector<RunListener*> listeners_;
};

}  // namespace cae
