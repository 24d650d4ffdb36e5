// First phase: the names of values, in nested scopes. Every use of a name gets its definition, wherever the
// line is; what has none is left to the phase that knows which words may stand there.
#pragma once

#include "dsl/model/grammar.h"
#include "dsl/model/meaning.h"
#include "dsl/text/mistakes.h"

namespace cae::dsl {

void resolve_names(const ast::Model& model, const SourceSet& sources, Meaning& meaning, Mistakes& mistakes);

}  // namespace cae::dsl
