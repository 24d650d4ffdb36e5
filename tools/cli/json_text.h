// JSON as it is printed: one line an object, safe for a terminal.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "framework/base/diagnostic.h"

namespace cae::cli {

using Json = nlohmann::ordered_json;

std::string json_text(const Json& json);
void print_json_line(const Json& json);
// An array with one object per line.
void print_json_array(const std::vector<Json>& objects);

template <class Value>
Json optional_json(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}
// null for "".
Json text_or_null(const std::string& text);

// severity, code, file, line, column, length, message, help and notes; line and column are 0 where there is
// none.
Json diagnostic_json(const Diagnostic& diagnostic);

}  // namespace cae::cli
