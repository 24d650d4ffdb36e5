// What a user sees while an experiment runs: a live line on a terminal, one line an epoch elsewhere, one JSON
// object per line for programs, or nothing.
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <utility>

#include "framework/run/run_listener.h"
#include "tools/cli/time_left.h"

namespace cae::cli {

enum class DisplayStyle { live, lines, json, quiet };

DisplayStyle style_of(bool json, bool quiet);

// What the commands that go on with a run need.
struct DisplayedCall {
  std::string store = "runs";
  std::string experiment = {};  // its file, "" for where the run found it
};

// Where a command with several runs stands.
struct RunPlace {
  std::size_t number = 1;  // from 1
  std::size_t of = 1;
  std::int64_t epochs = 0;        // that the run is to train now; 0: not known, and no time left is shown
  std::int64_t until = 0;         // the epoch after which it pauses; 0: none
  std::int64_t later_epochs = 0;  // of the runs after it
};

// One for all runs of a call: what they share is printed once.
class ProgressDisplay : public RunListener {
 public:
  explicit ProgressDisplay(DisplayStyle style, DisplayedCall call = {})
      : style_(style), call_(std::move(call)) {}

  // Before a run of several.
  void come_to(const RunPlace& place) { place_ = place; }
  // Before a round of several; `later_epochs` are those of all runs in the rounds after it.
  void come_to_round(const std::string& text, std::int64_t later_epochs) {
    epochs_of_later_rounds_ = later_epochs;
    noted(text);
  }
  bool has_later_rounds() const { return epochs_of_later_rounds_ > 0; }
  // Of a sweep, since others do better.
  void dropped(std::int64_t run, const std::string& name, const std::string& reason);
  DisplayStyle style() const { return style_; }

  void started(const RunStart& run) override;
  void analyses_started(const RunStart& run) override { run_ = run; }
  void step_done(const StepReport& report) override;
  void epoch_done(const EpochReport& report) override;
  void profiled(const Profile& profile) override;
  // On a terminal shown after a second and as it goes on; elsewhere after two, and then every ten.
  void analysis_under_way(const AnalysisProgress& progress) override;
  void analysis_ended(const std::string& name, AnalysisStatus status, double seconds) override;
  void analysis_failed(const std::string& name, const Diagnostics& why) override;
  void ended(const RunEnded& end) override;
  // On standard error, but as an event for programs.
  void warned(const Diagnostics& warnings) override;
  // On standard error, below what is printed there; also if the display is quiet.
  void reported(const Diagnostics& problems) override;
  void noted(const std::string& text) override;

 private:
  void erase_live_line();
  void warn(const Diagnostic& warning);
  std::string place_text() const;
  std::int64_t later_epochs() const { return place_.later_epochs + epochs_of_later_rounds_; }
  void print_end(const std::string& status, const std::string& reason = "");

  DisplayStyle style_;
  DisplayedCall call_;
  RunStart run_;
  RunPlace place_;
  std::int64_t epochs_of_later_rounds_ = 0;
  EpochPace pace_;
  std::set<std::string> shown_;  // warnings
  std::chrono::steady_clock::time_point last_drawn_ = {};
  bool live_line_ = false;
  double analysis_told_ = 0.0;  // seconds into the analysis, when it was last told of
};

}  // namespace cae::cli
