// The listener that records a run: its epochs, checkpoints, inputs, warnings and profile, and how it ended.
#pragma once

#include <future>
#include <optional>
#include <string>
#include <vector>

#include "framework/run/run_listener.h"
#include "framework/store/run_store.h"

namespace cae {

// The sums of what a run reads (run/input_sums.h), taken on a thread of its own beside all else.
using SummedInputs = std::future<Result<std::vector<InputRecord>>>;

// What there is to record of a run's inputs.
struct InputsToRecord {
  std::optional<std::vector<InputRecord>> known = {};
  SummedInputs coming = {};
};

class RunRecorder : public RunListener {
 public:
  // Of a run that the store has begun or reopened. `trainer` is used until trained(); `mark` is what its
  // checkpoints are marked with (run/run_identity.h).
  RunRecorder(RunStore& store, StartedRun run, const Trainer& trainer, std::string mark,
              InputsToRecord inputs);

  void warned(const Diagnostics& warnings) override;
  // No epoch is recorded before what it was trained on. The row comes before the checkpoint: a crash between
  // the two repeats the epoch, with the same bits.
  void epoch_done(const EpochReport& epoch) override;
  void profiled(const Profile& profile) override;
  void trained(const std::string& reason, const std::vector<PlannedAnalysis>& analyses) override;
  void ended(const RunEnded& end) override;

  // A run that is recorded as begun, but not its checkpoint, has no way on.
  void save_first_checkpoint();

 private:
  void record_inputs();
  void save(const std::string& file);
  void record_checkpoint(const std::string& file, const std::string& description);

  RunStore& store_;
  StartedRun run_;
  const Trainer& trainer_;
  std::string mark_;
  InputsToRecord inputs_;
  std::vector<WarningRecord> warnings_;
};

}  // namespace cae
