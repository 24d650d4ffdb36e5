#include "dsl/model/text_check.h"

#include "framework/base/catalogue/model.h"

namespace cae::dsl {

std::optional<Diagnostic> text_problem(const SourceText& source) {
  const std::string_view text = source.text();
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    return catalogue::not_a_text(source.place(text.data() + zero));
  }
  if (text.size() > max_text_bytes)
    return catalogue::text_too_long(source.file(), text.size(), max_text_bytes);
  int braces = 0;
  int parentheses = 0;  // they cannot span lines
  bool comment = false;
  for (const char& c : text) {
    if (c == '\n') {
      comment = false;
      parentheses = 0;
    }
    if (c == '#') comment = true;
    if (comment) continue;
    if (c == '{') ++braces;
    if (c == '}' && braces > 0) --braces;
    if (c == '(') ++parentheses;
    if (c == ')' && parentheses > 0) --parentheses;
    if (braces + parentheses > max_open_brackets) {
      return catalogue::nested_too_deep(source.place(&c), max_open_brackets);
    }
  }
  return std::nullopt;
}

}  // namespace cae::dsl
