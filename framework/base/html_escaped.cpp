#include "framework/base/html_escaped.h"

namespace cae {
namespace {

std::string_view escape(char letter) {
  switch (letter) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char letter : text) {
    const std::string_view instead = escape(letter);
    if (instead.empty()) {
      result += letter;
    } else {
      result += instead;
    }
  }
  return result;
}

}  // namespace cae
