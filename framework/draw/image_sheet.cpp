#include "framework/draw/image_sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "framework/base/catalogue/draw.h"
#include "framework/base/files.h"
#include "framework/draw/bitmap.h"
#include "framework/draw/picture_format.h"
#include "framework/draw/png_bytes.h"

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

SheetRow row_of(const ImageRow& row, const SheetLayout& layout) {
  const ImageBatch& images = row.images;
  return {.label = row.label,
          .count = layout.most > 0 ? std::min(layout.most, images.count) : images.count,
          .channels = images.channels,
          .height = images.height,
          .width = images.width};
}

SheetLayout in_range(const SheetLayout& asked) {
  SheetLayout layout = asked;
  layout.scale = std::clamp(asked.scale, 1, 1000);
  layout.gap = std::clamp(asked.gap, 0, 1000);
  return layout;
}

// Pixels of the sheet that this many of an image become.
std::int64_t fitted(std::int64_t pixels, const SheetFit& fit) {
  return (std::min(pixels, longest_side) + fit.shrink - 1) / fit.shrink * fit.scale;
}

Extent extent_of(const SheetRow& row, const SheetLayout& layout, const SheetFit& fit) {
  const auto label_width =
      static_cast<std::int64_t>(std::min<std::size_t>(row.label.size(), 1000)) * letter_width * letter_size;
  const std::int64_t images = std::min(row.count, longest_side) * (fitted(row.width, fit) + layout.gap);
  return {layout.gap + std::max(images, label_width + layout.gap),
          (row.label.empty() ? 0 : label_height) + fitted(row.height, fit) + layout.gap};
}

// The size of the sheet with this scale and shrinking.
SheetFit sized(const std::vector<SheetRow>& rows, const SheetLayout& layout, SheetFit fit) {
  fit.width = 0;
  fit.height = layout.gap;
  for (const SheetRow& row : rows) {
    const Extent size = extent_of(row, layout, fit);
    fit.width = std::max(fit.width, size.width);
    fit.height += size.height;
  }
  return fit;
}

// The mean of the channel's numbers that become one pixel of the sheet.
float mean_of(const float* plane, const SheetRow& row, std::int64_t left, std::int64_t top,
              std::int64_t side) {
  float sum = 0.0F;
  const std::int64_t right = std::min(left + side, row.width), bottom = std::min(top + side, row.height);
  for (std::int64_t y = top; y < bottom; ++y) {
    for (std::int64_t x = left; x < right; ++x) sum += plane[y * row.width + x];
  }
  return sum / static_cast<float>((right - left) * (bottom - top));
}

}  // namespace

SheetFit fit_sheet(const std::vector<SheetRow>& rows, const SheetLayout& asked, std::int64_t most) {
  constexpr std::int64_t longest_shown = 65'535;
  const SheetLayout layout = in_range(asked);
  SheetFit fit{.scale = layout.scale};
  for (;;) {
    fit = sized(rows, layout, fit);
    const bool fits =
        fit.width <= longest_shown && fit.height <= longest_shown && fit.width * fit.height <= most;
    if (fits || fit.shrink >= longest_side) return fit;
    if (fit.scale > 1) {
      --fit.scale;
    } else {
      ++fit.shrink;
    }
  }
}

ImageSheet::ImageSheet(std::vector<SheetRow> rows, const SheetLayout& layout, const SheetFit& fit)
    : rows_(std::move(rows)), layout_(in_range(layout)), fit_(fit), bitmap_(fit.width, fit.height) {
  std::int64_t top = layout_.gap;
  for (const SheetRow& row : rows_) {
    if (!row.label.empty()) write_text(bitmap_, layout_.gap, top + 4, letter_size, row.label, label_colour);
    tops_.push_back(top + (row.label.empty() ? 0 : label_height));
    top += extent_of(row, layout_, fit_).height;
  }
}

void ImageSheet::draw(std::size_t number_of_row, std::int64_t number, std::span<const float> pixels) {
  const SheetRow& row = rows_[number_of_row];
  const std::int64_t plane = row.height * row.width;
  const std::int64_t left = layout_.gap + number * (fitted(row.width, fit_) + layout_.gap);
  for (std::int64_t y = 0; y < row.height; y += fit_.shrink) {
    for (std::int64_t x = 0; x < row.width; x += fit_.shrink) {
      const auto channel = [&](std::int64_t c) {
        return shade(mean_of(pixels.data() + c * plane, row, x, y, fit_.shrink));
      };
      const std::uint8_t first = channel(0);
      const Colour colour =
          row.channels == 3 ? Colour{first, channel(1), channel(2)} : Colour{first, first, first};
      bitmap_.fill_square(left + x / fit_.shrink * fit_.scale,
                          tops_[number_of_row] + y / fit_.shrink * fit_.scale, fit_.scale, colour);
    }
  }
}

Status ImageSheet::write(const std::string& path) const {
  const Result<std::string> format = picture_format(path, {"png"});
  if (!format) return format.diagnostics();
  const Result<std::string> content =
      png_bytes(bitmap_.pixels(), {bitmap_.width(), bitmap_.height(), 3}, path);
  if (!content) return content.diagnostics();
  return write_file_atomically(path, *content);
}

Status draw_image_sheet(const std::vector<ImageRow>& rows, const std::string& path,
                        const SheetLayout& asked) {
  const Result<std::string> format = picture_format(path, {"png"});
  if (!format) return format.diagnostics();
  const SheetLayout layout = in_range(asked);
  std::vector<SheetRow> planned;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (const std::string wrong = complaint(rows[i].images); !wrong.empty()) {
      return catalogue::malformed_sheet(path, i + 1, wrong);
    }
    planned.push_back(row_of(rows[i], layout));
  }
  if (rows.empty()) return catalogue::malformed_sheet(path, 1, "there is none");
  const SheetFit fit = sized(planned, layout, {.scale = layout.scale});
  if (fit.width > longest_side || fit.height > longest_side || fit.width * fit.height > most_pixels) {
    return catalogue::sheet_too_large(path, fit.width, fit.height, most_pixels);
  }
  ImageSheet sheet(planned, layout, fit);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const ImageBatch& images = rows[row].images;
    const auto size = static_cast<std::size_t>(images.channels * images.height * images.width);
    for (std::int64_t i = 0; i < planned[row].count; ++i) {
      sheet.draw(row, i, {images.pixels.data() + static_cast<std::size_t>(i) * size, size});
    }
  }
  return sheet.write(path);
}

}  // namespace cae
