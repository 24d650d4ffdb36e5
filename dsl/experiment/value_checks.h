// What a value of the tree must be for its key.
#pragma once

#include <optional>
#include <string>

#include "dsl/experiment/keys.h"
#include "dsl/experiment/yaml_tree.h"
#include "dsl/text/mistakes.h"

namespace cae {

// E320 for a value of another type than the key's, with what to write in its place.
Diagnostic wrong_type(const Key& key, const YamlNode& node);
std::string wrong_type_help(const Key& key, const YamlNode& node);

// The number of an integer, number or amount in its range; else nothing, with a mistake.
std::optional<double> checked_number(const Key& key, const YamlNode& node, Mistakes& mistakes);

}  // namespace cae
