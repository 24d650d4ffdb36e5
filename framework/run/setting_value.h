// A plugin's setting as a record keeps it in JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "framework/plugin/plugin_setting.h"

namespace cae {

// Lists and objects, which no setting is, stay text.
inline SettingValue setting_value(const nlohmann::json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace cae
