#include "framework/base/file_name_part.h"

#include <algorithm>
#include <cctype>

namespace cae {
namespace {

constexpr std::size_t longest_part = 48;  // file names end at 255 bytes

bool is_kept(char raw) {
  const auto byte = static_cast<unsigned char>(raw);
  return byte < 0x80 && (std::isalnum(byte) != 0 || raw == '.' || raw == '_' || raw == '-');
}

}  // namespace

std::string file_name_part(std::string_view text) {
  std::string name(text.substr(0, longest_part));
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !is_kept(c); }, '-');
  return name;
}

}  // namespace cae
