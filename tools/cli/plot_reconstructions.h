// cae-lab plot reconstructions: the sheet that a run draws, on request.
#pragma once

#include "tools/cli/verb.h"

namespace cae::cli {

Verb plot_reconstructions_verb();

}  // namespace cae::cli
