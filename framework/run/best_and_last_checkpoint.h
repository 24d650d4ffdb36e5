// The two checkpoints in a run's folder: best.safetensors, of the epoch with the least watched loss so far
// (base/watched_loss.h), and last.safetensors, from which the run is resumed.
#pragma once

#include <string>

#include "framework/train/trainer.h"

namespace cae {

std::string best_checkpoint(const std::string& folder);
std::string last_checkpoint(const std::string& folder);
// The weights that an analysis names: "last" or "best".
std::string checkpoint_named(const std::string& which, const std::string& folder);

// Whether the run's last checkpoint says that all of its training is done.
bool is_trained(const std::string& folder);

}  // namespace cae
