// A variant laid over the file it varies.
#pragma once

#include "dsl/experiment/keys.h"
#include "dsl/experiment/yaml_tree.h"

namespace cae {

// Maps merge key by key; everything else is replaced. Where `over` gives another `kind`, keys that this kind
// does not have are dropped from `base`, and so are keys that a key of `over` excludes (`dataset` and
// `train`). `section` describes both; nullptr for maps of free names.
YamlNode merged(YamlNode base, const YamlNode& over, const Section* section);

}  // namespace cae
