// Everything that training needs to resume as if it had never stopped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/graph/parameters.h"
#include "framework/train/optimizer.h"

namespace cae {

// The progress of a run. Order and noise are functions of (seed, epoch, sample), so no generator needs
// saving.
struct Progress {
  std::int64_t epoch = 1;              // the one in work, from 1
  std::int64_t step = 0;               // steps of it that are done
  double loss_sum = 0.0;               // of those steps, each loss times its images
  std::vector<double> term_sums = {};  // the same of each term
  double seconds = 0.0;                // spent on this epoch so far
  std::int64_t images = 0;             // of those steps
  double best_loss = 0.0;              // the least watched loss (base/watched_loss.h) of all whole epochs
  std::int64_t best_epoch = 0;         // 0: none yet
  double improved_loss = 0.0;          // the last one that fell by more than early stopping's min_delta
  std::int64_t improved_epoch = 0;
  std::int64_t patience_from = 0;  // the epoch after which training went on anew; patience counts from there
  bool finished = false;           // every epoch is done, or training was stopped early by its own rule
};

// Writes weights, optimizer state and progress atomically as safetensors, with a checksum over all bytes;
// `identity` says to which run they belong: the run's name, a space, and a hash of what it was made with.
Status write_checkpoint(const std::string& file, const std::string& identity, const ParameterArrays& weights,
                        const Optimizer& optimizer, const Progress& progress);

// The bytes of that file.
std::string checkpoint_bytes(const std::string& identity, const ParameterArrays& weights,
                             const Optimizer& optimizer, const Progress& progress);

// Properties of a checkpoint besides its contents.
struct CheckpointForm {
  std::string identity = {};
  bool checked = false;  // it has a checksum; those of the first version have none
  // Its loss_sum is over all numbers of the outputs, as before losses had weights.
  bool loss_of_numbers = false;
};

// Fills all three; refuses a file that is damaged, is not a checkpoint of a version known here, belongs to
// none of the `identities` (the first is named in messages), or does not fit the model.
Result<CheckpointForm> read_checkpoint(const std::string& file, const std::vector<std::string>& identities,
                                       ParameterArrays& weights, Optimizer& optimizer, Progress& progress);
// The same from the bytes; `file` is named in messages.
Result<CheckpointForm> take_checkpoint(std::string_view bytes, const std::string& file,
                                       const std::vector<std::string>& identities, ParameterArrays& weights,
                                       Optimizer& optimizer, Progress& progress);

}  // namespace cae
