// Whole texts made fit for a terminal, as `visible` (base/utf8.h) makes one line.
#pragma once

#include <string>
#include <string_view>

namespace cae {

// Line ends (\n, \r\n) and tabs stay.
std::string visible_lines(std::string_view text);

// JSON, whose meaning stays: what is not visible in its texts is written as JSON escapes it (\u007f). It must
// be UTF-8, on one line or several.
std::string visible_json(std::string_view json);

}  // namespace cae
