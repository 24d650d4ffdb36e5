// Whether a value satisfies the declaration of its parameter.
#pragma once

#include <optional>
#include <string>

#include "framework/plugin/plugin.h"

namespace cae {

enum class ValueProblem { none, type, range, choice };

// A value as text: "0.2", "true"; nothing where it is of another type.
std::optional<SettingValue> value_of_text(ParameterType type, const std::string& text);

// An integer is allowed for a number; a number must be finite.
ValueProblem check_value(const PluginParameter& parameter, const SettingValue& value);

}  // namespace cae
