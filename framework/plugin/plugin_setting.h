// A plugin with what an experiment says of it. The plugin's own declaration checks names, types and ranges.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "framework/base/diagnostic.h"

namespace cae {

using SettingValue = std::variant<std::int64_t, double, bool, std::string>;
struct Setting {
  std::string name = {};
  SettingValue value = {};
  Place place = {};       // of the value
  Place name_place = {};  // of the name; without a file where a default was filled in
};

struct PluginUse {
  std::string plugin = {};
  std::vector<Setting> settings = {};
  Place place = {};
  std::string as = {};           // analyses: the name that the experiment gives, or ""
  std::string weights = "last";  // analyses: "last" or "best"
};

}  // namespace cae
