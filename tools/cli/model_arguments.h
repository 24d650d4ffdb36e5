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

// Declares MODEL (returned) and --set on a verb. `arguments` must live as long as the verb.
CLI::Option* add_model_arguments(CLI::App& verb, ModelArguments& arguments);

// The model with its settings applied.
Result<Graph> load_model(const ModelArguments& arguments);

}  // namespace cae::cli
