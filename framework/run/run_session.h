// One run from its settings to its last analysis: prepared, begun or taken up again, trained, stopped or
// done, with its checkpoints and its record.
#pragma once

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "framework/base/final_command.h"
#include "framework/data/dataset.h"
#include "framework/engine/thread_pool.h"
#include "framework/plugin/plugin_host.h"
#include "framework/profile/machine_limit.h"
#include "framework/run/leading_rank.h"
#include "framework/run/run_config.h"
#include "framework/run/run_control.h"
#include "framework/run/run_listener.h"
#include "framework/run/run_recorder.h"
#include "framework/run/step_traffic.h"
#include "framework/store/run_store.h"

namespace cae {

// The images of a run, read on a thread of their own: it takes as long as planning and opening the store do.
using LoadingImages = std::future<Result<DataSets>>;
LoadingImages start_loading(const RunConfig& config);

struct RunRequest {
  const RunConfig& config;                // with its model
  std::string options = "{}";             // of the call, a JSON object; they are recorded with the settings
  std::string command = {};               // that makes this run again
  std::string version = {};               // of this program
  std::optional<std::int64_t> call = {};  // that makes the run, where it is new
  std::vector<std::string> disabled_passes = {};
  bool profile = false;
  // Measured by the first run that is profiled, for all of them; nullptr: each measures its own.
  std::optional<MachineLimit>* limit = nullptr;
  std::string trace = {};        // a file to write, or ""
  LoadingImages images = {};     // if they are already under way
  LeadingRank* ranks = nullptr;  // the others that train with this process
  std::int64_t pause_after = 0;  // an epoch, after which the run is left as if stopped; 0: none
};

// A stored run that is resumed.
struct RunToResume {
  StoredRun stored;
  bool epochs_given = false;  // --epochs was given now
};

struct RunOutcome {
  // refused: nothing was begun or changed. failed: recorded as such, unless `unrecorded`.
  enum class End { refused, stopped, paused, failed, done } end = End::refused;
  Diagnostics problems = {};  // why it was refused; listeners have not been told
  bool complete = true;       // nothing of what comes beside or after training failed
  bool unrecorded = false;    // the store could not even take the end: no use in further runs
};

// What a run keeps of its training once the memory of that is free for what comes next.
struct TrainingResult {
  ParameterArrays weights;
  std::vector<std::string> untouched;  // Trainer::untouched_at_start()
  std::int64_t steps = 0;              // of all epochs
  std::string end_reason;
  std::vector<LayerMetric> metrics = {};  // of the last epoch
};

class RunSession {
 public:
  RunSession(RunStore& store, ThreadPool& pool, RunRequest request, RunListeners listeners,
             RunControl control = {});

  // Begins the run, or resumes `resumed`, and does all of it. Called once.
  RunOutcome run(const std::optional<RunToResume>& resumed = std::nullopt);

 private:
  const RunConfig& config() const { return request_.config; }
  const Graph& model() const { return *config().model; }

  void prepare(const std::optional<RunToResume>& resumed);
  RankOrder order() const;
  void check_inputs_of(const StoredRun& stored);
  void plan_what_was_added(const StoredRun& stored);
  void check_planned_analyses(std::size_t own);
  void compare_ranks();
  void begin();
  void go_on(const RunToResume& resumed);
  void start_recording(StartedRun run, const std::string& mark);
  RunRecord record() const;
  RunStart start() const;
  void train();
  void train_epochs();
  template <class Work>
  void beside_the_run(Work&& work);
  std::optional<EpochReport> train_epoch();
  bool is_at_pause() const;
  TrainingResult end_training();
  void look_at_health(TrainingResult& result);
  void analyse(const std::string& reason);
  void report_plugin_warnings();
  MachineLimit machine_limit();
  RunOutcome fail(const Diagnostics& problems);

  std::vector<LayerMetric> last_metrics_;  // of validation and test images
  RunStore& store_;
  ThreadPool& pool_;
  RunRequest request_;
  RunListeners listeners_;
  RunControl control_;
  RunOutcome outcome_;

  std::string configuration_;  // as the record keeps it
  std::vector<ResolvedPlugin> plugins_;
  std::vector<PluginInstance> augmentations_;
  std::vector<PlannedAnalysis> analyses_;
  InputsToRecord inputs_;
  DataSets data_;
  std::vector<std::uint32_t> validation_;
  std::unique_ptr<PlannedTraining> planned_;
  std::unique_ptr<Trainer> trainer_;
  StepTraffic traffic_;  // with other ranks
  std::optional<StartedRun> started_;
  std::optional<HeldSignals> held_;  // from the first record on
  std::optional<RunRecorder> recorder_;
  std::optional<FinalCommand> at_end_;
  bool trained_ = false;
};

}  // namespace cae
