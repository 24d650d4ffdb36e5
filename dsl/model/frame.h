// The frame of a model, which needs neither names nor values: what may stand where and how often, and what is
// never closed.
#pragma once

#include "dsl/model/grammar.h"
#include "dsl/text/mistakes.h"

namespace cae::dsl {

void check_frame(const SyntaxTree& tree, const SourceSet& sources, Mistakes& mistakes);

}  // namespace cae::dsl
