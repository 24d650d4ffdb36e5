#include "dsl/experiment/keys.h"

#include <algorithm>
#include <type_traits>

#include "dsl/experiment/scalars.h"
#include "framework/base/catalogue/experiment.h"
#include "framework/base/nearest_name.h"
#include "framework/primitives/loss.h"

namespace cae {
namespace {

void visit(const Section& section, auto&& each) {
  each(section);
  for (const Key& key : section.keys) {
    if (key.section != nullptr) visit(*key.section, each);
  }
}

bool takes_number(const Key& key) {
  return key.type == KeyType::integer || key.type == KeyType::number || key.type == KeyType::amount;
}

std::string type_text(const Key& key) {
  switch (key.type) {
    case KeyType::name:
      return "a name";
    case KeyType::integer:
      return "a whole number";
    case KeyType::number:
      return "a number";
    case KeyType::amount:
      return "a whole number, or a share below 1";
    case KeyType::boolean:
      return "true or false";
    case KeyType::choice:
      return catalogue::listed(key.words);
    case KeyType::file:
      return "the path of a file";
    case KeyType::section:
      return "a map of keys";
    case KeyType::parameters:
      return "a map of numbers for the model's parameters";
    case KeyType::plugins:
      return "a list of plugins";
    case KeyType::variants:
      return "a map of names with the keys that each changes";
    case KeyType::seeds:
      return "a list of whole numbers";
    case KeyType::sweep:
      return "a map of keys with the values that each takes";
  }
  return "";
}

}  // namespace

const Section& experiment_keys() {
  static const Section section = [] {
    Section all = run_keys();
    all.keys.push_back({.name = "variants",
                        .type = KeyType::variants,
                        .help = "further runs, each the file with some keys changed"});
    all.keys.push_back({.name = "seeds",
                        .type = KeyType::seeds,
                        .help = "the seeds with each of which every run is made, in place of train.seed"});
    all.keys.push_back({.name = "sweep",
                        .type = KeyType::sweep,
                        .help = "further variants: every combination of these values, or some of them",
                        .elsewhere = {"grid", "search"}});
    return all;
  }();
  return section;
}

std::string meant_key(const Section& section, std::string_view name) {
  for (const Key& key : section.keys) {
    if (std::find(key.elsewhere.begin(), key.elsewhere.end(), name) != key.elsewhere.end()) return key.name;
  }
  return nearest_name(name, section.names());
}

std::vector<std::string> sections_with(std::string_view name) {
  std::vector<std::string> paths;
  visit(experiment_keys(), [&](const Section& section) {
    if (section.find(name) != nullptr) paths.push_back(section.path);
  });
  return paths;
}

std::string wanted(const Key& key) {
  return type_text(key);
}

std::string range_text(const Key& key) {
  return takes_number(key) ? key.range.text() : "";
}

std::string field_text(const Key& key, RunConfig config) {
  if (!key.field) return "";
  return std::visit(
      [](auto field) -> std::string {
        using T = decltype(field);
        if constexpr (std::is_same_v<T, std::monostate>) {
          return "";
        } else if constexpr (std::is_same_v<T, WordField>) {
          return field.word();
        } else if constexpr (std::is_same_v<T, double*>) {
          return number_text(*field);
        } else if constexpr (std::is_same_v<T, bool*>) {
          return *field ? "true" : "false";
        } else if constexpr (std::is_same_v<T, std::string*>) {
          return *field;
        } else {
          return std::to_string(*field);
        }
      },
      key.field(config));
}

std::string keys_as_markdown() {
  std::string text = "| key | holds | range | default | meaning |\n| --- | --- | --- | --- | --- |\n";
  visit(experiment_keys(), [&](const Section& section) {
    for (const Key& key : section.keys) {
      const std::string path = (section.path.empty() ? "" : section.path + ".") + key.name;
      const std::string fallback = key.required ? "needed" : field_text(key, {});
      const std::string only = key.kinds.empty() ? "" : " (" + catalogue::listed(key.kinds) + ")";
      text += "| `" + path + "`" + only + " | " + type_text(key) + " | " + range_text(key) + " | " +
              fallback + " | " + key.help + " |\n";
    }
  });
  return text;
}

}  // namespace cae
