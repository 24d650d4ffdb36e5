// The parser's errors as diagnostics for the user.
#pragma once

#include "dsl/model/grammar.h"
#include "dsl/text/mistakes.h"

namespace cae::dsl {

void report_syntax(const SyntaxTree& tree, const SourceSet& sources, Mistakes& mistakes);

}  // namespace cae::dsl
