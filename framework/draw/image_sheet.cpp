#include "framework/draw/image_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "framework/base/catalogue/draw.h"
#include "framework/base/files.h"
#include "framework/draw/letters.h"
#include "framework/draw/picture_format.h"
#include "framework/draw/plot_style.h"
#include "framework/draw/sheet_files.h"

namespace cae {
namespace {

constexpr std::int64_t most_pixels = 100'000'000;
constexpr std::int64_t longest_side = 1'000'000;                                    // libpng's own limit
constexpr int title_size = 16, note_size = 12, label_size = 13, caption_size = 11;  // of letters, pixels
constexpr std::int64_t title_height = 26, note_height = 17, label_height = 24, caption_height = 17;
constexpr std::int64_t header_gap = 4;  // below the last note
constexpr std::size_t longest_sheet_text = 1000;

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

// Of "#1b1e22".
Colour colour_of(std::string_view hex) {
  const auto part = [&](std::size_t at) {
    std::uint8_t value = 0;
    std::from_chars(hex.data() + at, hex.data() + at + 2, value, 16);
    return value;
  };
  return {part(1), part(3), part(5)};
}

std::uint8_t shade(float value) {
  return static_cast<std::uint8_t>(value > 0 ? std::min(value, 1.0F) * 255.0F + 0.5F
                                             : 0.0F);  // NaN is not above 0
}

SheetRow row_of(const ImageRow& row, const SheetLayout& layout) {
  const ImageBatch& images = row.images;
  return {.label = row.label,
          .count = layout.most > 0 ? std::min(layout.most, images.count) : images.count,
          .channels = images.channels,
          .height = images.height,
          .width = images.width};
}

ImageSize size_of(const SheetRow& row) {
  return {.channels = row.channels, .height = row.height, .width = row.width};
}

// The rows with the sizes that their images are shown in.
std::vector<SheetRow> shown_rows(std::vector<SheetRow> rows) {
  for (SheetRow& row : rows) {
    const ImageSize size = shown_size(size_of(row));
    row.channels = size.channels;
    row.height = size.height;
    row.width = size.width;
  }
  return rows;
}

std::vector<ImageSize> sizes_of(const std::vector<SheetRow>& rows) {
  std::vector<ImageSize> sizes;
  for (const SheetRow& row : rows) sizes.push_back(size_of(row));
  return sizes;
}

SheetLayout in_range(const SheetLayout& asked) {
  SheetLayout layout = asked;
  layout.column = std::clamp<std::int64_t>(asked.column, 0, 10'000);
  layout.scale = std::clamp(asked.scale, 0, 1000);
  layout.gap = std::clamp(asked.gap, 0, 1000);
  return layout;
}

// That the layout asks for.
int scale_of(const std::vector<SheetRow>& rows, const SheetLayout& layout) {
  constexpr std::int64_t usual_side = 84, usual_scale = 3, most_scale = 16;
  if (layout.scale > 0) return layout.scale;
  std::int64_t side = 1;
  for (const SheetRow& row : rows) side = std::max({side, row.height, row.width});
  return static_cast<int>(std::clamp(usual_side / side, usual_scale, most_scale));
}

// Pixels of the sheet that this many of an image become; saturated, since a caller may ask for any scale.
std::int64_t fitted(std::int64_t pixels, const SheetFit& fit) {
  return (std::min(pixels, longest_side) + fit.shrink - 1) / fit.shrink * fit.scale;
}

std::int64_t header_height(const SheetLayout& layout) {
  const std::int64_t lines = (layout.title.empty() ? 0 : title_height) +
                             static_cast<std::int64_t>(layout.notes.size()) * note_height;
  return lines == 0 ? 0 : lines + header_gap;
}

std::int64_t header_width(const SheetLayout& layout) {
  std::int64_t width = layout.title.empty() ? 0 : Letters(title_size, true).width(layout.title);
  for (const std::string& note : layout.notes) width = std::max(width, Letters(note_size).width(note));
  return width == 0 ? 0 : width + 2 * layout.gap;
}

// From the left side of an image to that of the next.
std::int64_t column_width(const SheetRow& row, const SheetLayout& layout, const SheetFit& fit) {
  return std::max(fitted(row.width, fit), layout.column) + layout.gap;
}

std::int64_t row_height(const SheetRow& row, const SheetLayout& layout, const SheetFit& fit) {
  return (row.label.empty() ? 0 : label_height) + fitted(row.height, fit) +
         (row.captions ? caption_height : 0) + layout.gap;
}

std::int64_t images_width(const SheetRow& row, const SheetLayout& layout, const SheetFit& fit) {
  return layout.gap + std::min(row.count, longest_side) * column_width(row, layout, fit);
}

// Of the texts, which does not depend on how large the images are.
std::int64_t text_width(const std::vector<SheetRow>& rows, const SheetLayout& layout) {
  std::int64_t width = header_width(layout);
  Letters letters(label_size);
  for (const SheetRow& row : rows) {
    if (row.label.empty()) continue;
    width = std::max(
        width, letters.width(std::string_view(row.label).substr(0, longest_sheet_text)) + 2 * layout.gap);
  }
  return width;
}

// The size of the sheet with this scale and shrinking, and with texts of that width.
SheetFit sized(const std::vector<SheetRow>& rows, const SheetLayout& layout, SheetFit fit,
               std::int64_t width_of_texts) {
  fit.width = width_of_texts;
  fit.height = layout.gap + header_height(layout);
  for (const SheetRow& row : rows) {
    fit.width = std::max(fit.width, images_width(row, layout, fit));
    fit.height += row_height(row, layout, fit);
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

SheetFit fit_sheet(const std::vector<SheetRow>& planned, const SheetLayout& asked, std::int64_t most) {
  constexpr std::int64_t longest_shown = 65'535;
  const std::vector<SheetRow> rows = shown_rows(planned);
  const SheetLayout layout = in_range(asked);
  const std::int64_t width_of_texts = text_width(rows, layout);
  SheetFit fit{.scale = scale_of(rows, layout)};
  for (;;) {
    fit = sized(rows, layout, fit, width_of_texts);
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
    : sizes_(sizes_of(rows)),
      rows_(shown_rows(std::move(rows))),
      layout_(in_range(layout)),
      fit_(fit),
      images_(fit.width, fit.height, colour_of(inks_of(layout.dark).paper)) {
  write_lines();
}

// The title, the notes and the labels of the rows.
void ImageSheet::write_lines() {
  std::int64_t top = layout_.gap;
  const auto line = [&](int size, bool bold, const std::string& text, Colour colour, std::int64_t height) {
    if (text.empty()) return;
    texts_.push_back(
        {layout_.gap, top + (height - size) / 2 - 2, size, bold, text.substr(0, longest_sheet_text), colour});
    top += height;
  };
  const Inks inks = inks_of(layout_.dark);
  const Colour text_colour = colour_of(inks.text);
  line(title_size, true, layout_.title, colour_of(inks.title), title_height);
  for (const std::string& note : layout_.notes) line(note_size, false, note, text_colour, note_height);
  if (top > layout_.gap) top += header_gap;
  for (const SheetRow& row : rows_) {
    const std::int64_t end = top + row_height(row, layout_, fit_);
    line(label_size, false, row.label, text_colour, label_height);
    tops_.push_back(top);
    top = end;
  }
}

std::int64_t ImageSheet::caption_width(std::string_view text) {
  return Letters(caption_size).width(text);
}

void ImageSheet::caption(std::size_t number_of_row, std::int64_t number, std::string_view text) {
  const SheetRow& row = rows_[number_of_row];
  const std::int64_t width = column_width(row, layout_, fit_) - layout_.gap;
  Letters letters(caption_size);
  const std::string shown = letters.fitted(text, width);
  const std::int64_t left = layout_.gap + number * (width + layout_.gap);
  texts_.push_back({left + (width - letters.width(shown)) / 2,
                    tops_[number_of_row] + fitted(row.height, fit_) + 2, caption_size, false, shown,
                    colour_of(inks_of(layout_.dark).text)});
}

void ImageSheet::draw(std::size_t number_of_row, std::int64_t number, std::span<const float> image) {
  const SheetRow& row = rows_[number_of_row];
  const std::vector<float> pixels = shown_image(image, sizes_[number_of_row]);
  const std::int64_t plane = row.height * row.width;
  const std::int64_t column = column_width(row, layout_, fit_);
  const std::int64_t left =
      layout_.gap + number * column + (column - layout_.gap - fitted(row.width, fit_)) / 2;
  for (std::int64_t y = 0; y < row.height; y += fit_.shrink) {
    for (std::int64_t x = 0; x < row.width; x += fit_.shrink) {
      const auto channel = [&](std::int64_t c) {
        return shade(mean_of(pixels.data() + c * plane, row, x, y, fit_.shrink));
      };
      const std::uint8_t first = channel(0);
      const Colour colour =
          row.channels == 3 ? Colour{first, channel(1), channel(2)} : Colour{first, first, first};
      images_.fill_square(left + x / fit_.shrink * fit_.scale,
                          tops_[number_of_row] + y / fit_.shrink * fit_.scale, fit_.scale, colour);
    }
  }
}

Status ImageSheet::write(const std::string& path) const {
  const Result<std::string> format = picture_format(path, {"png", "svg"});
  if (!format) return format.diagnostics();
  const Result<std::string> content =
      *format == "svg" ? sheet_svg(images_, texts_, path) : sheet_png(images_, texts_, path);
  if (!content) return content.diagnostics();
  return write_file_atomically(path, *content);
}

Status draw_image_sheet(const std::vector<ImageRow>& rows, const std::string& path,
                        const SheetLayout& asked) {
  const Result<std::string> format = picture_format(path, {"png", "svg"});
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
  const std::vector<SheetRow> shown = shown_rows(planned);
  const SheetFit fit = sized(shown, layout, {.scale = scale_of(shown, layout)}, text_width(planned, layout));
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
