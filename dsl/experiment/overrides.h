// --set and the options that set a key (--epochs, ...) as a tree that is merged into every run.
#pragma once

#include "dsl/experiment/experiment.h"
#include "dsl/experiment/yaml_tree.h"
#include "dsl/text/mistakes.h"

namespace cae {

// "width=56" sets a parameter of the model, "train.batch=50" a key, "seeds=[1,2]" or "model=x.cae" a key of
// the top level. The last one wins. Its places name the argument.
YamlNode override_tree(const ExperimentOverrides& overrides, Mistakes& mistakes);

}  // namespace cae
