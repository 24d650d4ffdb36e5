// Names that come out of a file, made fit to print: it may hold anything.
#pragma once

#include <string>
#include <string_view>

namespace cae::catalogue {

// Control characters and bytes beyond ASCII become '?', and what is longer than 60 bytes is cut.
inline std::string shown(std::string_view name) {
  std::string text(name.substr(0, 60));
  for (char& c : text) {
    if (c < 0x20 || c > 0x7E) c = '?';
  }
  return name.size() > text.size() ? text + "..." : text;
}

inline std::string in_quotes(std::string_view name) {
  return "'" + shown(name) + "'";
}

}  // namespace cae::catalogue
