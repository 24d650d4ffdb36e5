// An experiment file, read and checked: the runs it asks for, each with every setting decided.
// docs/experiments.md lists the keys; they are declared in dsl/experiment/keys.cpp and nowhere else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/run/halving.h"
#include "framework/run/run_config.h"

namespace cae {

// A count that has an option of its own: "--epochs" for "train.epochs".
struct CountOverride {
  std::string option = {};
  std::string key = {};
  std::int64_t value = 0;
};

// What the command line changes. It overrides the file and every variant.
struct ExperimentOverrides {
  std::vector<std::string> set = {};  // as written after --set: "width=56", "train.optimizer.rate=0.01"
  std::vector<CountOverride> counts = {};
};

struct Experiment {
  std::string name = {};
  std::string file = {};
  // First the file without its variants (variant ""), then its variants in order, then the combinations of
  // its sweep; each once for every seed. The file as it stands is left out where it has a sweep and no
  // variants.
  std::vector<RunConfig> runs = {};
  std::optional<Halving> halving = {};         // of the sweep
  std::vector<std::string> combinations = {};  // the variants that the sweep made
};

// Reads and checks the file, its models, its plugins and that the files it names exist; or every mistake
// found, in order of place. Paths in the file are relative to its folder. Reads no data and allocates no
// tensors.
Result<Experiment> load_experiment(const std::string& path, const ExperimentOverrides& overrides = {});

// The same for a text that is not in a file; `path` gives its folder and the name in messages.
Result<Experiment> parse_experiment(std::string text, const std::string& path,
                                    const ExperimentOverrides& overrides = {});

}  // namespace cae
