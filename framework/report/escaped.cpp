#include "framework/report/escaped.h"

#include <nlohmann/json.hpp>

namespace cae {
namespace {

// Outside of its strings JSON has none of these characters.
std::string_view script_escape(char letter) {
  return letter == '<' ? "\\u003c" : letter == '>' ? "\\u003e" : letter == '&' ? "\\u0026" : "";
}

}  // namespace

std::string script_json(const nlohmann::json& value) {
  std::string result;
  for (const char letter : value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace)) {
    const std::string_view instead = script_escape(letter);
    if (instead.empty()) {
      result += letter;
    } else {
      result += instead;
    }
  }
  return result;
}

}  // namespace cae
