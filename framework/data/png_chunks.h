// The chunks of a PNG file, checked against the file before they are passed to libpng. Source: the PNG
// specification (W3C, second edition), chapters 5, 8 and 11.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "framework/base/result.h"

namespace cae {

inline constexpr std::string_view png_signature = "\x89PNG\r\n\x1a\n";

struct PngChunks {
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::uint64_t pixel_bytes = 0;  // of the unpacked image data, filter bytes included
  // The file without what no pixel depends on: the header, the palette, the transparency where the colour
  // type has one, and all image data in one chunk, whose checksum is left out.
  std::string essence = {};
  std::size_t pixels_begin = 0;  // in `essence`
  std::size_t packed_bytes = 0;  // of the compressed image data

  std::string_view packed_pixels() const {
    return std::string_view(essence).substr(pixels_begin, packed_bytes);
  }
};

// Lengths are checked before any memory is allocated, then the checksum of every chunk, and that nothing
// follows the last one. `file` is the name that a diagnostic shows.
Result<PngChunks> read_png_chunks(std::string_view content, const std::string& file);

// Whether the image data goes on after its pixels: rows beyond the last, or bytes after the compressed
// stream. No more is unpacked than the pixels and one byte.
bool has_left_over_pixels(const PngChunks& chunks);

}  // namespace cae
