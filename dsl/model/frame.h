// The frame of a model and of what it includes, which needs neither names nor values: what may stand where
// and how often, and what is never closed.
#pragma once

#include "dsl/model/program.h"

namespace cae::dsl {

void check_frame(const Program& program, Mistakes& mistakes);

}  // namespace cae::dsl
