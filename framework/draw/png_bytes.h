// Pixels as the bytes of a PNG file.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "framework/base/result.h"

namespace cae {

struct PixelSize {
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::int64_t channels = 3;  // 1: grey, 3: red, green, blue
};

// `pixels` are H,W,C. `name` is what a message calls the picture. E959.
Result<std::string> png_bytes(std::span<const std::uint8_t> pixels, const PixelSize& size,
                              const std::string& name);

}  // namespace cae
