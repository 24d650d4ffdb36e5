// The parser's errors as a user reads them.
#pragma once

#include "dsl/model/grammar.h"
#include "dsl/model/mistakes.h"

namespace cae::dsl {

void report_syntax(const SyntaxTree& tree, const SourceText& source, Mistakes& mistakes);

// The token at `at`: a word, a character, or nothing at the end of the text.
std::string_view token_at(const char* at, const SourceText& source);

}  // namespace cae::dsl
