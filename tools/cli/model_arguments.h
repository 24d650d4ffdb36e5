// What verbs that take a model share: its file, and --set for its params.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/model.h"
#include "tools/cli/verb.h"

namespace cae::cli {

struct ModelArguments {
  std::string model;
  std::vector<std::string> settings;  // "width=56"
};

// MODEL, and --set. `arguments` must live as long as the verb.
Option model_argument(ModelArguments& arguments);
Option model_settings_option(ModelArguments& arguments);

// The model with its settings applied.
Result<Graph> load_model(const ModelArguments& arguments);

}  // namespace cae::cli
