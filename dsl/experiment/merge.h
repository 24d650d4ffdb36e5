// A variant laid over the file it varies.
#pragma once

#include "dsl/experiment/keys.h"
#include "dsl/experiment/yaml_tree.h"

namespace cae {

// Maps merge key by key; everything else replaces. Where `over` gives another `kind`, keys that this kind has
// not are dropped from `base`, as are keys that one of `over` excludes (`dataset` beside `train`). `section`
// describes both; nullptr for maps of free names.
YamlNode merged(YamlNode base, const YamlNode& over, const Section* section);

}  // namespace cae
