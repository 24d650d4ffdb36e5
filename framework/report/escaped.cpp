#include "framework/report/escaped.h"

#include <nlohmann/json.hpp>

namespace cae {
namespace {

using nlohmann::json;

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

// Outside of its strings JSON has none of these characters.
std::string_view script_escape(char letter) {
  return letter == '<' ? "\\u003c" : letter == '>' ? "\\u003e" : letter == '&' ? "\\u0026" : "";
}

template <class Escape>
std::string escaped(std::string_view text, Escape escape) {
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

}  // namespace

std::string html_escaped(std::string_view text) {
  return escaped(text, html_escape);
}

std::string script_json(const json& value) {
  return escaped(value.dump(-1, ' ', true, json::error_handler_t::replace), script_escape);
}

}  // namespace cae
