// --set and the options that stand for a key (--epochs, ...) as a tree that is laid over every run.
#pragma once

#include "dsl/experiment/experiment.h"
#include "dsl/experiment/yaml_tree.h"
#include "dsl/text/mistakes.h"

namespace cae {

// "width=56" sets a parameter of the model, "train.batch=50" a key, "seeds=[1,2]" or "model=x.cae" a key of
// the top level. A later one wins. Places in it name the argument.
YamlNode override_tree(const ExperimentOverrides& overrides, Mistakes& mistakes);

}  // namespace cae
