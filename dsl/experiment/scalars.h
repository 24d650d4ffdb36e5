// What plain scalars mean here: the core schema of YAML 1.2, so that `no` and `off` are text and 1e-3 is a
// number.
#pragma once

#include <string>

#include "dsl/experiment/yaml_tree.h"
#include "framework/plugin/plugin_setting.h"

namespace cae {

// An integer if it fits 64 bits, a number, true or false, else text. A quoted scalar is text.
SettingValue value_of(const YamlNode& scalar);

// true for "inf", "-.inf", ".nan" and the like, and for numbers too large for a double.
bool is_infinite_or_nan(const YamlNode& scalar);

// For messages, reads on after "not": "the text 'abc'", "a list", "12".
std::string described(const YamlNode& node);

// The shortest text that reads back as the same number.
std::string number_text(double value);

}  // namespace cae
