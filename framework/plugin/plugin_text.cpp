#include "framework/plugin/plugin_text.h"

#include <cstring>

namespace cae {

std::string plugin_text(const char* text) {
  constexpr std::size_t most = 500;
  if (text == nullptr) return "";
  std::string line(text, strnlen(text, most));
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return line;
}

}  // namespace cae
