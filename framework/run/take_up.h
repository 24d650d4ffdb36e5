// Going on with a run: its checkpoint is taken only where it fits the run's settings and what the store has
// of it.
#pragma once

#include <string>

#include "framework/store/run_store.h"
#include "framework/train/trainer.h"

namespace cae {

// What going on with a run came to.
struct TakenUp {
  StartedRun started = {};
  std::vector<std::string> remarks = {};  // what its owner should hear, a sentence each
};

struct TakeUpRequest {
  const StoredRun& stored;
  const TrainConfig& config;       // today's, which agrees with the stored one but for the epochs
  std::string configuration = {};  // today's resolved settings
  std::string command = {};        // that repeats the run as it will then be
  bool epochs_given = false;       // --epochs was given now
};

// E808 where the run is done and `config` asks for no epoch beyond what it has. One that early stopping ended
// is continued if that is asked for: `epochs_given`, or more epochs than were planned.
Status check_left_to_train(const StoredRun& stored, std::int64_t recorded_epochs, const TrainConfig& config,
                           bool epochs_given);

// Fills the trainer from the run's last.safetensors and reopens the run in the store. A run that has neither
// a checkpoint nor an epoch starts over. Refused, with everything as it was: E717 while a process trains it,
// E821 to E826 where checkpoint, store and settings do not go together, and what read_checkpoint refuses.
Result<TakenUp> take_up(RunStore& store, Trainer& trainer, const TakeUpRequest& request);

}  // namespace cae
