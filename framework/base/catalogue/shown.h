// Names that come out of a file or the command line: `render` makes them visible, here they are cut and
// quoted.
#pragma once

#include <string>
#include <string_view>

#include "framework/base/utf8.h"

namespace cae::catalogue {

inline constexpr std::size_t longest_shown = 60;   // characters of a name or a value
inline constexpr std::size_t longest_path = 1000;  // of a path, of which the end says most

inline std::string shown(std::string_view name, std::size_t longest = longest_shown) {
  return visible(name, longest);
}

inline std::string in_quotes(std::string_view name, std::size_t longest = longest_shown) {
  return "'" + shown(name, longest) + "'";
}

}  // namespace cae::catalogue
