#include "framework/report/escaped.h"

#include <nlohmann/json.hpp>

#include "framework/base/escape_letters.h"

namespace cae {
namespace {

// Outside of its strings JSON has none of these characters.
std::string_view script_escape(char letter) {
  return letter == '<' ? "\\u003c" : letter == '>' ? "\\u003e" : letter == '&' ? "\\u0026" : "";
}

}  // namespace

std::string script_json(const nlohmann::json& value) {
  return escape_letters(value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace), script_escape);
}

}  // namespace cae
