// The rules that update weights. framework/train/optimizers/ has a file for each, which the build finds: it
// declares the rule's own settings and makes its steps; the keys of train.optimizer, their check, the record
// and the checkpoint follow from that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "framework/base/setting_key.h"

namespace cae {

using OptimizerValue = std::variant<double, bool>;

// A setting that some kinds have. Kinds that share one declare it alike.
struct OptimizerSetting {
  std::string name = {};
  std::string help = {};                    // goes on after "NAME is": one line, no full stop
  OptimizerValue value = 0.0;               // if an experiment does not set it
  ValueRange range = {0.0};                 // of a number
  std::vector<std::string> elsewhere = {};  // its names in other programs
};

struct OptimizerKind;
struct OptimizerConfig;

// What is the same for all weights of one step.
struct OptimizerStep {
  double rate = 0.0;
  double scale = 1.0;      // of the gradients (train/gradient_clipping.h)
  std::int64_t count = 1;  // of this step, from 1
};

// Updates `count` weights by their gradients; first and second are what the rule keeps of them from step to
// step, zero at first. Called on many threads at once, each with other weights.
using WeightUpdate =
    std::function<void(float* weight, const float* gradient, float* first, float* second, std::size_t count)>;

struct OptimizerKind {
  std::string name = {};  // "adam"
  std::vector<OptimizerSetting> settings = {};
  int moments = 1;  // arrays that it keeps beside the weights: 1 or 2
  WeightUpdate (*update)(const OptimizerConfig& config, const OptimizerStep& step) = nullptr;
};

const std::vector<const OptimizerKind*>& optimizer_kinds();  // those that keep least first, then by name
const OptimizerKind& optimizer_kind(std::string_view name);  // one that is there

std::vector<Word<const OptimizerKind*>> words_of(const OptimizerKind*);

// The settings of all kinds as their declarations say.
const std::map<std::string, OptimizerValue>& optimizer_defaults();

struct OptimizerConfig {
  const OptimizerKind* kind = &optimizer_kind("adam");
  double rate = 0.001;
  double weight_decay = 0.0;  // L2 term in sgd and adam, decoupled in adamw
  std::map<std::string, OptimizerValue> settings = optimizer_defaults();  // of the kinds

  double number(const std::string& name) const { return std::get<double>(settings.at(name)); }
  bool boolean(const std::string& name) const { return std::get<bool>(settings.at(name)); }
};

Section optimizer_keys();

}  // namespace cae
