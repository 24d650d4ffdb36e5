#include "dsl/experiment/token_end.h"

#include <algorithm>

namespace cae {
namespace {

std::string_view from(const SourceText& source, int line, int column) {
  const std::string_view text = source.line(line);
  const auto at = static_cast<std::size_t>(column - 1);
  return at < text.size() ? text.substr(at) : std::string_view();
}

// The bytes of a quoted text up to and with its closing quote on this line, or npos if it does not end
// there.
std::size_t closing_quote(std::string_view text, std::size_t begin, char quote) {
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || i + 1 >= text.size() || text[i + 1] != '\'') return i + 1;
      ++i;
    }
  }
  return std::string_view::npos;
}

int visible_length(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t");
  return last == std::string_view::npos ? 1 : static_cast<int>(last) + 1;
}

TokenEnd quoted_token(const SourceText& source, TokenEnd token) {
  const std::string_view first = from(source, token.line, token.column);
  const char quote = first.front();
  std::size_t end = closing_quote(first, 1, quote);
  token.length = end == std::string_view::npos ? visible_length(first) : static_cast<int>(end);
  const int last_line = static_cast<int>(source.line_count());
  for (int line = token.line + 1; end == std::string_view::npos && line <= last_line; ++line) {
    end = closing_quote(source.line(line), 0, quote);
  }
  token.closed = end != std::string_view::npos;
  return token;
}

// Steps over anchors and tags, which may be followed by a new line.
TokenEnd after_properties(const SourceText& source, TokenEnd token) {
  std::string_view text = from(source, token.line, token.column);
  while (text.starts_with('&') || text.starts_with('!')) {
    token.column += static_cast<int>(std::min(text.find_first_of(" \t"), text.size()));
    text = from(source, token.line, token.column);
    const std::size_t blanks = text.find_first_not_of(" \t");
    if (blanks == std::string_view::npos) return {.line = token.line, .column = token.column};
    token.column += static_cast<int>(blanks);
    text = text.substr(blanks);
  }
  return token;
}

}  // namespace

TokenEnd scalar_token(const SourceText& source, int line, int column, std::string_view value) {
  const TokenEnd token = after_properties(source, {.line = line, .column = column});
  const std::string_view text = from(source, token.line, token.column);
  if (text.starts_with('"') || text.starts_with('\'')) return quoted_token(source, token);
  TokenEnd plain = token;
  if (!value.empty() && text.starts_with(value)) {
    plain.length = static_cast<int>(value.size());
  } else if (!text.starts_with('|') && !text.starts_with('>')) {
    plain.length = visible_length(text);  // a plain scalar that continues on the next line
  }
  return plain;
}

int name_length(const SourceText& source, int line, int column) {
  const std::string_view text = from(source, line, column);
  return static_cast<int>(std::max<std::size_t>(1, std::min(text.find_first_of(" \t,]}"), text.size())));
}

}  // namespace cae
