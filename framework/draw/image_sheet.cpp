#include "framework/draw/image_sheet.h"

#include <fmt/format.h>
#include <png.h>

#include <algorithm>

#include "framework/base/catalogue/draw.h"
#include "framework/base/files.h"
#include "framework/draw/bitmap.h"
#include "framework/draw/picture_format.h"

namespace cae {
namespace {

constexpr std::int64_t most_pixels = 100'000'000;
constexpr std::int64_t longest_side = 1'000'000;  // libpng's own limit
constexpr int letter_size = 2;
constexpr std::int64_t label_height = letter_height * letter_size + 8;
constexpr Colour label_colour{73, 80, 87};

// What is wrong with a batch, or "".
std::string complaint(const ImageBatch& images) {
  const std::string size =
      fmt::format("{} images of {}x{}x{}", images.count, images.height, images.width, images.channels);
  const std::int64_t most = static_cast<std::int64_t>(images.pixels.size());
  std::int64_t numbers = 1;
  for (const std::int64_t side : {images.count, images.channels, images.height, images.width}) {
    if (side < 1) return "it holds " + size;
    numbers = numbers > most / side ? most + 1 : numbers * side;
  }
  if (numbers == most) return "";
  return fmt::format("it should hold {}, but has {} numbers", size, most);
}

std::uint8_t shade(float value) {
  return static_cast<std::uint8_t>(value > 0 ? std::min(value, 1.0F) * 255.0F + 0.5F
                                             : 0.0F);  // NaN is not above 0
}

// Sizes in pixels; saturated, since a caller may ask for any scale.
struct Extent {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

std::int64_t shown(const ImageRow& row, const SheetLayout& layout) {
  return layout.most > 0 ? std::min(layout.most, row.images.count) : row.images.count;
}

Extent extent_of(const ImageRow& row, const SheetLayout& layout) {
  const auto scaled = [&](std::int64_t pixels) { return std::min(pixels, longest_side) * layout.scale; };
  const auto label_width =
      static_cast<std::int64_t>(std::min<std::size_t>(row.label.size(), 1000)) * letter_width * letter_size;
  const std::int64_t images =
      std::min(shown(row, layout), longest_side) * (scaled(row.images.width) + layout.gap);
  return {layout.gap + std::max(images, label_width + layout.gap),
          (row.label.empty() ? 0 : label_height) + scaled(row.images.height) + layout.gap};
}

void draw_image(Bitmap& sheet, const ImageBatch& images, std::int64_t number, std::int64_t left,
                std::int64_t top, int scale) {
  const std::int64_t plane = images.height * images.width;
  const float* pixels = images.pixels.data() + number * images.channels * plane;
  for (std::int64_t y = 0; y < images.height; ++y) {
    for (std::int64_t x = 0; x < images.width; ++x) {
      const float* pixel = pixels + y * images.width + x;
      const Colour colour = images.channels == 3
                                ? Colour{shade(pixel[0]), shade(pixel[plane]), shade(pixel[2 * plane])}
                                : Colour{shade(pixel[0]), shade(pixel[0]), shade(pixel[0])};
      sheet.fill_square(left + x * scale, top + y * scale, scale, colour);
    }
  }
}

Bitmap sheet_of(const std::vector<ImageRow>& rows, const SheetLayout& layout, const Extent& size) {
  Bitmap sheet(size.width, size.height);
  std::int64_t top = layout.gap;
  for (const ImageRow& row : rows) {
    std::int64_t y = top;
    if (!row.label.empty()) {
      write_text(sheet, layout.gap, y + 4, letter_size, row.label, label_colour);
      y += label_height;
    }
    for (std::int64_t i = 0; i < shown(row, layout); ++i) {
      draw_image(sheet, row.images, i, layout.gap + i * (row.images.width * layout.scale + layout.gap), y,
                 layout.scale);
    }
    top += extent_of(row, layout).height;
  }
  return sheet;
}

// The simplified interface of libpng, which returns its errors instead of jumping.
Result<std::string> encoded(const Bitmap& bitmap, const std::string& path) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(bitmap.width());
  image.height = static_cast<png_uint_32>(bitmap.height());
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t bytes = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string content(bytes, '\0');
  if (png_image_write_to_memory(&image, content.data(), &bytes, 0, bitmap.pixels().data(), 0, nullptr) == 0) {
    return catalogue::png_not_encoded(path, image.message);
  }
  content.resize(bytes);
  return content;
}

}  // namespace

Status draw_image_sheet(const std::vector<ImageRow>& rows, const std::string& path,
                        const SheetLayout& asked) {
  const Result<std::string> format = picture_format(path, {"png"});
  if (!format) return format.diagnostics();
  SheetLayout layout = asked;
  layout.scale = std::clamp(asked.scale, 1, 1000);
  layout.gap = std::clamp(asked.gap, 0, 1000);
  Extent size{0, layout.gap};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (const std::string wrong = complaint(rows[i].images); !wrong.empty()) {
      return catalogue::malformed_sheet(path, i + 1, wrong);
    }
    const Extent row = extent_of(rows[i], layout);
    size.width = std::max(size.width, row.width);
    size.height += row.height;
  }
  if (rows.empty()) return catalogue::malformed_sheet(path, 1, "there is none");
  if (size.width > longest_side || size.height > longest_side || size.width * size.height > most_pixels) {
    return catalogue::sheet_too_large(path, size.width, size.height, most_pixels);
  }
  const Result<std::string> content = encoded(sheet_of(rows, layout, size), path);
  if (!content) return content.diagnostics();
  return write_file_atomically(path, *content);
}

}  // namespace cae
