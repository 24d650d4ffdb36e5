// What yaml-cpp complains of, said where and as a person can use it.
#pragma once

#include <yaml-cpp/exceptions.h>

#include "dsl/experiment/yaml_tree.h"

namespace cae {

// `open` is the list or map that was being read, nothing if none.
Diagnostic explain(const YAML::Exception& error, const SourceText& source, const YamlNode* open);

}  // namespace cae
