#include "dsl/model/text_check.h"

#include "framework/base/catalogue/model.h"

namespace cae::dsl {

std::optional<Diagnostic> text_problem(const SourceSet& sources, FileId file) {
  const std::string& text = sources[file].text();
  if (const std::size_t zero = text.find('\0'); zero != std::string::npos) {
    const auto at = static_cast<std::uint32_t>(zero);
    return catalogue::not_a_text(sources.place({file, at, at + 1}));
  }
  if (text.size() > max_text_bytes)
    return catalogue::text_too_long(sources[file].file(), text.size(), max_text_bytes);
  return std::nullopt;
}

std::optional<Diagnostic> nesting_problem(const SourceSet& sources, const std::vector<Token>& tokens) {
  int braces = 0;
  int parentheses = 0;  // they cannot span lines
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::line_end) parentheses = 0;
    if (token.is_sign('{')) ++braces;
    if (token.is_sign('}') && braces > 0) --braces;
    if (token.is_sign('(')) ++parentheses;
    if (token.is_sign(')') && parentheses > 0) --parentheses;
    if (braces + parentheses > max_open_brackets) {
      return catalogue::nested_too_deep(sources.place(token.span), max_open_brackets);
    }
  }
  return std::nullopt;
}

}  // namespace cae::dsl
