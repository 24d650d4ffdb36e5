// Whole texts made safe for a terminal, as `visible` (base/utf8.h) does for one line.
#pragma once

#include <string>
#include <string_view>

namespace cae {

// Line ends (\n, \r\n) and tabs stay.
std::string visible_lines(std::string_view text);

// JSON, without change of meaning: invisible characters in its texts are written as JSON escapes (\u007f). It
// must be UTF-8, on one line or several.
std::string visible_json(std::string_view json);

}  // namespace cae
