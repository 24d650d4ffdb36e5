#include "framework/base/visible_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "framework/base/utf8.h"

namespace cae {
namespace {

std::string json_escape(char32_t code) {
  std::array<char, 16> text{};
  if (code < 0x10000) {
    std::snprintf(text.data(), text.size(), "\\u%04x", static_cast<unsigned>(code));
  } else {
    const auto beyond = static_cast<unsigned>(code - 0x10000);
    std::snprintf(text.data(), text.size(), "\\u%04x\\u%04x", 0xD800 + (beyond >> 10),
                  0xDC00 + (beyond & 0x3FF));
  }
  return text.data();
}

}  // namespace

std::string visible_lines(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\t", at), text.size());
    const bool dos = text.substr(end, 1) == "\n" && end > at && text[end - 1] == '\r';
    result += visible(text.substr(at, end - at - (dos ? 1 : 0)));
    if (dos) result += '\r';
    result += text.substr(end, 1);
    at = end + 1;
  }
  return result;
}

std::string visible_json(std::string_view json) {
  std::string result;
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t length = std::max<std::size_t>(utf8_length(json, at), 1);
    const std::string_view character = json.substr(at, length);
    const char32_t code = utf8_code(character);
    // Below 0x20 there are only the line ends between the values; a text contains none of them.
    const bool stays = code < 0x20 || visible(character) == character;
    result += stays ? std::string(character) : json_escape(code);
    at += length;
  }
  return result;
}

}  // namespace cae
