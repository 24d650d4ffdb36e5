#include "framework/train/optimizer_kind.h"

#include <algorithm>
#include <utility>

namespace cae {

void list_optimizers(std::vector<const OptimizerKind*>& list);  // made by the build: optimizers/list.cmake

namespace {

Field field_called(OptimizerConfig& config, const std::string& name) {
  return std::visit([](auto& value) -> Field { return &value; }, config.settings.at(name));
}

Key key_of(const OptimizerSetting& setting) {
  const bool flag = std::holds_alternative<bool>(setting.value);
  Key key{.name = setting.name,
          .type = flag ? KeyType::boolean : KeyType::number,
          .help = setting.help,
          .elsewhere = setting.elsewhere};
  key.field = FieldIn(field_called, setting.name);
  if (flag) return key;
  key.range = setting.range;
  return key;
}

}  // namespace

const std::vector<const OptimizerKind*>& optimizer_kinds() {
  static const std::vector<const OptimizerKind*> kinds = [] {
    std::vector<const OptimizerKind*> list;
    list_optimizers(list);
    std::sort(list.begin(), list.end(), [](const OptimizerKind* a, const OptimizerKind* b) {
      return std::pair(a->moments, a->name) < std::pair(b->moments, b->name);
    });
    return list;
  }();
  return kinds;
}

const OptimizerKind& optimizer_kind(std::string_view name) {
  const auto& kinds = optimizer_kinds();
  return **std::find_if(kinds.begin(), kinds.end(), [&](const auto* kind) { return kind->name == name; });
}

std::vector<Word<const OptimizerKind*>> words_of(const OptimizerKind*) {
  std::vector<Word<const OptimizerKind*>> words;
  for (const OptimizerKind* kind : optimizer_kinds()) words.push_back({kind, kind->name});
  return words;
}

const std::map<std::string, OptimizerValue>& optimizer_defaults() {
  static const std::map<std::string, OptimizerValue> defaults = [] {
    std::map<std::string, OptimizerValue> values;
    for (const OptimizerKind* kind : optimizer_kinds()) {
      for (const OptimizerSetting& setting : kind->settings) values[setting.name] = setting.value;
    }
    return values;
  }();
  return defaults;
}

Section optimizer_keys() {
  Section section = {"train.optimizer",
                     {{.name = "kind",
                       .type = KeyType::choice,
                       .help = "the rule that moves the weights",
                       .field = &OptimizerConfig::kind,
                       .words = all_words<const OptimizerKind*>(),
                       .elsewhere = {"name", "type"}},
                      {.name = "rate",
                       .type = KeyType::number,
                       .help = "the learning rate",
                       .field = &OptimizerConfig::rate,
                       .range = {0, 1000, true},
                       .elsewhere = {"lr", "learning_rate"}}}};
  std::vector<Key>& keys = section.keys;
  for (const OptimizerKind* kind : optimizer_kinds()) {
    for (const OptimizerSetting& setting : kind->settings) {
      auto key = std::find_if(keys.begin(), keys.end(),
                              [&](const auto& known) { return known.name == setting.name; });
      if (key == keys.end()) key = keys.insert(key, key_of(setting));
      key->kinds.push_back(kind->name);
    }
  }
  keys.push_back(
      {.name = "weight_decay",
       .type = KeyType::number,
       .help = "the pull of weights to zero: a term of the gradient in sgd and adam, decoupled in adamw",
       .field = &OptimizerConfig::weight_decay,
       .range = {0, 1000},
       .elsewhere = {"wd", "l2"}});
  return section;
}

}  // namespace cae
