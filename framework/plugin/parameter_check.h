// Whether a value satisfies the declaration of its parameter.
#pragma once

#include "framework/plugin/plugin.h"

namespace cae {

enum class ValueProblem { none, type, range, choice };

// An integer is allowed for a number; a number must be finite.
ValueProblem check_value(const PluginParameter& parameter, const SettingValue& value);

}  // namespace cae
