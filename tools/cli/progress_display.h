// What a user sees while an experiment runs: a live line on a terminal, one line an epoch elsewhere, one JSON
// object a line for programs, or nothing.
#pragma once

#include <chrono>
#include <string>

#include "framework/profile/step_profile.h"
#include "framework/run/make_analyses.h"
#include "framework/train/trainer.h"

namespace cae::cli {

enum class DisplayStyle { live, lines, json, quiet };

class ProgressDisplay {
 public:
  explicit ProgressDisplay(DisplayStyle style) : style_(style) {}

  struct Run {
    std::string name;
    std::int64_t id = 0;
    std::string experiment;
    std::string variant;  // "" for the file as it stands
    std::uint64_t seed = 0;
    std::int64_t epochs = 0;
    std::int64_t steps = 0;  // of an epoch
    std::int64_t parameters = 0;
    std::int64_t images = 0;  // trained with
    std::int64_t validation_images = 0;
    std::int64_t test_images = 0;
    std::size_t memory_bytes = 0;
  };
  void run_started(const Run& run);
  void step_done(const StepReport& report);
  void epoch_done(const EpochReport& report);
  void profile_made(const Profile& profile);
  // Of a run that is not trained now.
  void analyses_started(const std::string& run, std::int64_t id);
  // On a terminal shown after a second and as it goes on; elsewhere after two, and then every ten.
  void analysis_under_way(const AnalysisProgress& progress);
  void analysis_ended(const std::string& name, const std::string& status, double seconds);
  // `status`: "done", "stopped" or "failed"; `reason`: why before the last epoch, or "".
  void run_ended(const std::string& status, const std::string& folder, const std::string& reason = "");
  // On standard error, below what stands there; also where the display is quiet.
  void warn(const Diagnostics& warnings);
  void note(const std::string& text);
  // On standard error, but as an event for programs.
  void warning(const Diagnostic& warning);

 private:
  void erase_live_line();

  DisplayStyle style_;
  Run run_;
  std::chrono::steady_clock::time_point last_drawn_ = {};
  bool live_line_ = false;
  double analysis_told_ = 0.0;  // seconds into the analysis, when it was last told of
};

}  // namespace cae::cli
