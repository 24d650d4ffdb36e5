// The names of values and blocks, in nested scopes. Every use of a name gets its definition, wherever the
// line is; words without one are left to the phase that knows which words are allowed there.
#pragma once

#include "dsl/model/meaning.h"
#include "dsl/model/program.h"

namespace cae::dsl {

void resolve_names(const std::vector<SyntaxTree>& files, const SourceSet& sources, Meaning& meaning,
                   Mistakes& mistakes);

}  // namespace cae::dsl
