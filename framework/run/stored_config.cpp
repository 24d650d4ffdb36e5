#include "framework/run/stored_config.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "framework/base/catalogue/analysis.h"
#include "framework/data/chosen_array.h"
#include "framework/run/read_resolved.h"

namespace cae {
namespace {

// Where the run found its data, if it is still there; else where its settings say.
void take_recorded_paths(const std::vector<InputRecord>& inputs, DataConfig& data) {
  const std::pair<const char*, std::string*> paths[] = {{"training images", &data.train.images},
                                                        {"training labels", &data.train.labels},
                                                        {"test images", &data.test.images},
                                                        {"test labels", &data.test.labels}};
  for (const InputRecord& input : inputs) {
    for (const auto& [role, path] : paths) {
      std::error_code ignored;
      if (input.role == role && !path->empty() && std::filesystem::exists(input.path, ignored))
        *path = ChosenArray{input.path, input.array}.text();
    }
  }
}

Status check_data_is_there(const DataConfig& data, const std::string& run) {
  for (const std::string& path : {data.train.images, data.train.labels, data.test.images, data.test.labels}) {
    std::error_code ignored;
    if (!path.empty() && !std::filesystem::exists(chosen_array(path).file, ignored))
      return catalogue::data_of_run_missing(path, run);
  }
  return Done{};
}

}  // namespace

Result<RunConfig> stored_config(const StoredRun& run) {
  Result<RunConfig> config = stored_config_without_data(run);
  if (!config) return config.diagnostics();
  if (const Status there = check_data_is_there(config->data, run.name); !there) return there.diagnostics();
  return config;
}

Result<RunConfig> stored_config_without_data(const StoredRun& run) {
  std::optional<RunConfig> config = read_resolved(run.configuration);
  if (!config) return catalogue::damaged_configuration(run.name, "it is not what a run records");
  config->experiment = run.experiment;
  config->variant = run.variant;
  config->train.seed = run.seed;
  config->model_file = run.model_file;
  config->model_text = run.model_text;
  take_recorded_paths(run.inputs, config->data);
  return *std::move(config);
}

}  // namespace cae
