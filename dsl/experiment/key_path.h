// A key as it is named from outside of the tree: "train.optimizer.rate", by --set and by a sweep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/experiment/keys.h"
#include "dsl/experiment/yaml_tree.h"

namespace cae {

using KeyPath = std::vector<std::string>;

std::vector<std::string> split_at_dots(std::string_view path);
// The same, where a single word that is no key of the top level is a param of the model: "width" is
// set.width.
KeyPath key_path(std::string_view path);
std::string dotted(const KeyPath& path);

// The key of the experiment; nullptr where there is none, as below a map of free names.
const Key* find_key(const KeyPath& path);

// `value` inside the maps that `path` names: a.b gives {a: {b: value}}. They and their keys are at `spot`.
YamlNode nested(const KeyPath& path, const Spot& spot, YamlNode value);

}  // namespace cae
