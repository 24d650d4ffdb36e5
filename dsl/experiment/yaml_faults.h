// yaml-cpp's errors, with their place and in words that help the user.
#pragma once

#include <yaml-cpp/exceptions.h>

#include "dsl/experiment/yaml_tree.h"

namespace cae {

// `open` is the list or map that was being read, if any.
Diagnostic explain(const YAML::Exception& error, const SourceText& source, const YamlNode* open);

}  // namespace cae
