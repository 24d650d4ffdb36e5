#include "framework/base/html_escaped.h"

#include "framework/base/escape_letters.h"

namespace cae {
namespace {

std::string_view html_escape(char letter) {
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
  return escape_letters(text, html_escape);
}

}  // namespace cae
