// Everything that a run depends on, resolved: what the experiment file, its variant and --set came to.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "framework/base/diagnostic.h"

namespace cae {

// Where images come from. `kind` is found from the path: "fashion-mnist", "idx", "npy", "npz" or
// "png-folder".
struct DataSource {
  std::string images = {};  // path, of an NPZ file perhaps with "#" and the name of an array
  std::string labels = {};  // the same, or "" for none
  Place place = {};         // where the experiment says so
};
struct DataConfig {
  std::string dataset = {};  // "fashion-mnist", or "" when train and test name files
  DataSource train = {};
  DataSource test = {};
  std::int64_t limit = 0;  // keep the first N training images; 0: all
  std::int64_t limit_test = 0;
  double validation = 0.0;  // training images kept back: their number, or their share below 1; 0: none
  Place validation_place = {};
  Place place = {};
};

using SettingValue = std::variant<std::int64_t, double, bool, std::string>;
struct Setting {
  std::string name = {};
  SettingValue value = {};
  Place place = {};       // of the value
  Place name_place = {};  // of the name; without a file where a default was filled in
};
// A plugin with what the experiment says of it. The plugin's own declaration checks names, types and ranges.
struct PluginUse {
  std::string plugin = {};
  std::vector<Setting> settings = {};
  Place place = {};
  std::string as = {};           // analyses: the name that the experiment gives, or ""
  std::string weights = "last";  // analyses: "last" or "best"
};

struct OptimizerConfig {
  std::string kind = "adam";  // sgd, adam, adamw
  double rate = 0.001;
  double momentum = 0.0;                              // sgd
  bool nesterov = false;                              // sgd
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7;  // adam, adamw
  double weight_decay = 0.0;                          // L2 term in sgd and adam, decoupled in adamw
};
struct ScheduleConfig {
  std::string kind = "constant";  // constant, step, cosine
  std::int64_t warmup = 0;        // epochs of linear warm-up before it
  std::int64_t every = 30;        // step: epochs between drops
  double factor = 0.1;            // step: what each drop multiplies by
  double final_rate = 0.0;        // cosine: the rate of the last step
};
struct EarlyStopping {
  std::int64_t patience = 0;  // epochs without improvement of the watched loss; 0: never stop early
  double min_delta = 0.0;     // what it must fall by to have improved
};
struct TrainConfig {
  std::int64_t epochs = 10;
  std::int64_t batch = 100;
  std::string loss = "bce";  // bce, bce_logits, mse, mae
  OptimizerConfig optimizer = {};
  ScheduleConfig schedule = {};
  Place schedule_place = {};  // of the file or of the command line, for messages
  double clip_norm = 0.0;     // 0: no clipping of the global gradient norm
  EarlyStopping early_stopping = {};
  std::uint64_t seed = 1;
  bool shuffle = true;
  std::string precision = "fp32";
  std::string init = {};  // a safetensors file with start weights, or ""
  Place init_place = {};
};

struct RunConfig {
  std::string experiment = {};  // its name
  std::string variant = {};     // "" for the base
  std::string experiment_file = {};
  std::string experiment_text = {};  // as read, for the record
  std::string model_file = {};
  std::string model_text = {};
  std::vector<std::pair<std::string, double>> parameters = {};  // `set:` and --set, for the model's params
  DataConfig data = {};
  std::vector<PluginUse> augment = {};
  TrainConfig train = {};
  std::vector<PluginUse> analyse = {};
  Diagnostics warnings = {};  // what is odd in all this, without being wrong
};

}  // namespace cae
