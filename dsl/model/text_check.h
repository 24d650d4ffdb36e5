// Checks before parsing: that the file is a text, and that its brackets cannot overflow the parser's stack.
#pragma once

#include <optional>
#include <vector>

#include "dsl/model/tokens.h"

namespace cae::dsl {

inline constexpr std::size_t max_text_bytes = std::size_t{1} << 21;
inline constexpr int max_open_brackets = 50;

std::optional<Diagnostic> text_problem(const SourceSet& sources, FileId file);
std::optional<Diagnostic> nesting_problem(const SourceSet& sources, const std::vector<Token>& tokens);

}  // namespace cae::dsl
