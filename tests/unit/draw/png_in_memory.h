// A PNG decoded by libpng, to look at what was written.
#pragma once

#include <png.h>

#include <string>
#include <vector>

#include "framework/base/files.h"
#include "tests/support/catch.h"

namespace cae {

struct DecodedPng {
  int width = 0;
  int height = 0;
  bool colour = false;
  std::vector<unsigned char> rgb;

  std::vector<int> at(int x, int y) const {
    const auto* p =
        rgb.data() +
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 3;
    return {p[0], p[1], p[2]};
  }
};

inline DecodedPng decoded_png(const std::string& path) {
  const std::string content = read_file(path).take();
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  REQUIRE(png_image_begin_read_from_memory(&image, content.data(), content.size()) != 0);
  DecodedPng decoded{static_cast<int>(image.width),
                     static_cast<int>(image.height),
                     (image.format & PNG_FORMAT_FLAG_COLOR) != 0,
                     {}};
  image.format = PNG_FORMAT_RGB;
  decoded.rgb.resize(PNG_IMAGE_SIZE(image));
  REQUIRE(png_image_finish_read(&image, nullptr, decoded.rgb.data(), 0, nullptr) != 0);
  return decoded;
}

// Whether some pixel is near to that colour.
inline bool shows_colour(const DecodedPng& picture, int red, int green, int blue, int tolerance = 12) {
  for (std::size_t i = 0; i + 2 < picture.rgb.size(); i += 3) {
    if (std::abs(picture.rgb[i] - red) <= tolerance && std::abs(picture.rgb[i + 1] - green) <= tolerance &&
        std::abs(picture.rgb[i + 2] - blue) <= tolerance) {
      return true;
    }
  }
  return false;
}

}  // namespace cae
