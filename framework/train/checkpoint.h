// Everything that training needs to go on as if it had never stopped.
#pragma once

#include <cstdint>
#include <string>

#include "framework/graph/parameters.h"
#include "framework/train/optimizer.h"

namespace cae {

// Where a run stands. Order and noise are functions of (seed, epoch, sample), so no generator needs saving.
struct Progress {
  std::int64_t epoch = 1;       // the one in work, from 1
  std::int64_t step = 0;        // steps of it that are done
  double loss_sum = 0.0;        // of those steps, over all numbers of their outputs
  double seconds = 0.0;         // spent on this epoch so far
  std::int64_t images = 0;      // of those steps
  double best_loss = 0.0;       // the least test loss (training loss without test images) of all whole epochs
  std::int64_t best_epoch = 0;  // 0: none yet
  bool finished = false;        // every epoch is done, or training was stopped early by its own rule
};

// Writes weights, optimizer state and progress atomically as safetensors; `identity` says whose they are: the
// run's name, a space, and a word for what it was made with.
Status write_checkpoint(const std::string& file, const std::string& identity, const ParameterArrays& weights,
                        const Optimizer& optimizer, const Progress& progress);

// Fills all three; refuses a file that is not a checkpoint of this version, belongs to another `identity`, or
// does not fit the model.
Status read_checkpoint(const std::string& file, const std::string& identity, ParameterArrays& weights,
                       Optimizer& optimizer, Progress& progress);

}  // namespace cae
