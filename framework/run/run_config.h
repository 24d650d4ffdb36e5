// Everything that a run depends on, resolved: what the experiment file, its variant and --set came to.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/graph/graph.h"
#include "framework/plugin/plugin_setting.h"
#include "framework/train/train_config.h"

namespace cae {

struct RunConfig {
  std::string experiment = {};  // its name
  std::string variant = {};     // "" for the base
  std::string experiment_file = {};
  std::string experiment_text = {};  // as read, for the record
  std::string model_file = {};
  std::string model_text = {};
  std::shared_ptr<const Graph> model = nullptr;                 // of that text, as it was checked
  std::vector<std::pair<std::string, double>> parameters = {};  // `set:` and --set, for the model's params
  DataConfig data = {};
  std::vector<PluginUse> augment = {};
  TrainConfig train = {};
  std::vector<PluginUse> analyse = {};
  Diagnostics warnings = {};  // what is odd in all this, without being wrong
};

// The images that a model takes.
ImageShape input_shape(const Graph& model);

// The keys of one run; an experiment has more, which make several runs of it (dsl/experiment/keys.h).
const Section& run_keys();

}  // namespace cae
