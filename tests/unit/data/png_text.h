// PNG files made by hand: what a damaged or an odd one is made of.
#pragma once

#include <zlib.h>

#include <string>
#include <string_view>

#include "tests/unit/data/packed_text.h"

namespace cae {

inline std::string big_endian_text(std::uint64_t value) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xFF);
  return text;
}

inline std::string png_chunk(const std::string& type, const std::string& data) {
  const std::string summed = type + data;
  const auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(summed.data()), summed.size());
  return big_endian_text(data.size()) + summed + big_endian_text(sum);
}

struct PngText {
  int height = 2;
  int width = 3;
  int depth = 8;
  int colour = 0;  // the colour type
  bool interlaced = false;
  std::string before = {};  // chunks before the image data
  std::string pixels = {};  // packed
  std::string after = {};   // chunks after it

  std::string text() const {
    const std::string header = big_endian_text(static_cast<std::uint64_t>(width)) +
                               big_endian_text(static_cast<std::uint64_t>(height)) +
                               std::string{static_cast<char>(depth), static_cast<char>(colour), '\0', '\0',
                                           static_cast<char>(interlaced ? 1 : 0)};
    return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", header) + before + png_chunk("IDAT", pixels) + after +
           png_chunk("IEND", "");
  }
};

}  // namespace cae
