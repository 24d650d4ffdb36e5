// The values with which a plugin is tried.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/plugin/plugin.h"

namespace cae {

// `given`: "name=value"; what is not given has its default or, where it is required, an allowed value.
// A required table or layer is the code's, or that of a layer with places: several possible uses.
Result<std::vector<std::vector<Setting>>> usual_settings(const Plugin& plugin,
                                                         const std::vector<std::string>& given);

struct TriedValue {
  std::size_t parameter = 0;
  SettingValue value = {};
};
// For each parameter its least and greatest value, or each of its words.
std::vector<TriedValue> limits_of(const Plugin& plugin);
// The numbers just below and above a range, which must be refused.
std::vector<TriedValue> values_outside(const Plugin& plugin);

// "sigma: 0.2".
std::string text_of(const Plugin& plugin, const TriedValue& tried);

}  // namespace cae
