// A plugin with what an experiment says of it. The plugin's own declaration checks names, types and ranges.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "framework/base/diagnostic.h"
#include "framework/base/words.h"

namespace cae {

using SettingValue = std::variant<std::int64_t, double, bool, std::string>;
struct Setting {
  std::string name = {};
  SettingValue value = {};
  Place place = {};       // of the value
  Place name_place = {};  // of the name; without a file where a default was filled in
};

// What an augmentation changes: what enters the model, or also what its reconstruction is compared with.
enum class ChangedImages { inputs, both };
inline std::span<const Word<ChangedImages>> words_of(ChangedImages) {
  static constexpr Word<ChangedImages> words[] = {{ChangedImages::inputs, "inputs"},
                                                  {ChangedImages::both, "both"}};
  return words;
}

struct PluginUse {
  std::string plugin = {};
  std::vector<Setting> settings = {};
  Place place = {};
  std::string as = {};                       // analyses: the name that the experiment gives, or ""
  std::string weights = {};                  // analyses: "last", "best", or "" where nothing is said
  ChangedImages on = ChangedImages::inputs;  // augmentations
};

}  // namespace cae
