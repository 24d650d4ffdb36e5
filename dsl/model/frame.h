// The frame of a model and of the files that it includes, checked without names or values: which statements
// are allowed where and how often, and which brace is never closed.
#pragma once

#include "dsl/model/program.h"

namespace cae::dsl {

void check_frame(const Program& program, Mistakes& mistakes);

}  // namespace cae::dsl
