#include "dsl/model/recovery.h"

#include <algorithm>

namespace cae::dsl::grammar {
namespace {

const char* end_of_line(const char* at, const char* last) {
  return std::find(at, last, '\n');
}

}  // namespace

std::string_view broken_statement(std::string_view text, const char* at) {
  const std::string_view before = text.substr(0, static_cast<std::size_t>(at - text.data()));
  const std::size_t line_end = before.rfind('\n');
  std::string_view line = before.substr(line_end == std::string_view::npos ? 0 : line_end + 1);
  line = line.substr(0, line.find('#'));
  const std::size_t other_end = line.find_last_of(";{}");
  return other_end == std::string_view::npos ? line : line.substr(other_end + 1);
}

const char* wrong_token(const char* at, const char* last) {
  while (at != last && (*at == ' ' || *at == '\t' || *at == '\r')) ++at;
  return at != last && *at == '#' ? end_of_line(at, last) : at;
}

const char* end_of_broken(const char* at, const char* last, SyntaxTree& tree) {
  int depth = 0;
  for (; at != last; ++at) {
    if (*at == '#') {
      at = end_of_line(at, last);
      if (at == last) break;
    }
    if (*at == '{') {
      ++depth;
    } else if (*at == '}') {
      if (depth == 0) return at;
      if (--depth == 0) return at + 1;
    } else if (depth == 0 && (*at == '\n' || *at == ';')) {
      return at;
    }
  }
  tree.swallowed = depth > 0;
  return at;
}

bool starts_a_word(const char* at, const char* last) {
  at = wrong_token(at, last);
  return at != last && ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_');
}

const char* after_open_brace(const char* at, const char* last) {
  const char* end = std::find_if(at, last, [](char c) { return c == '\n' || c == '#'; });
  const char* brace = std::find(at, end, '{');
  return brace == end ? nullptr : brace + 1;
}

}  // namespace cae::dsl::grammar
