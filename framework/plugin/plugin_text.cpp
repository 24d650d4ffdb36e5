#include "framework/plugin/plugin_text.h"

#include <cstring>

#include "framework/base/utf8.h"

namespace cae {

std::string plugin_text(const char* text) {
  constexpr std::size_t most_characters = 500;
  constexpr std::size_t most_bytes = 4 * most_characters + 1;
  if (text == nullptr) return "";
  return visible({text, strnlen(text, most_bytes)}, most_characters);
}

}  // namespace cae
