#include "framework/draw/png_bytes.h"

#include <png.h>

#include "framework/base/catalogue/draw.h"

namespace cae {

// The simplified interface of libpng, which returns its errors instead of jumping.
Result<std::string> png_bytes(std::span<const std::uint8_t> pixels, const PixelSize& size,
                              const std::string& name) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(size.width);
  image.height = static_cast<png_uint_32>(size.height);
  image.format = size.channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
  png_alloc_size_t bytes = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string content(bytes, '\0');
  if (png_image_write_to_memory(&image, content.data(), &bytes, 0, pixels.data(), 0, nullptr) == 0) {
    return catalogue::png_not_encoded(name, image.message);
  }
  content.resize(bytes);
  return content;
}

}  // namespace cae
