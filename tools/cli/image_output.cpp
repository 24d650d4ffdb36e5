#include "tools/cli/image_output.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "framework/base/catalogue/use_model.h"
#include "framework/base/utf8.h"
#include "framework/data/npy.h"
#include "framework/draw/image_sheet.h"
#include "framework/draw/picture_format.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/run/analysis_check.h"
#include "tools/cli/standard_output.h"

namespace cae::cli {
namespace {

std::vector<float> in_planes(const Shape& shape, std::span<const float> hwc) {
  std::vector<float> chw(hwc.size());
  for (std::size_t at = 0; at < hwc.size(); at += elements_of(shape))
    channels_first(shape, hwc.data() + at, chw.data() + at);
  return chw;
}

// "npy", "png" or "svg"; "" where the path ends otherwise.
std::string format_of(const ImageOutput& to) {
  const Result<std::string> format = picture_format(to.path, {to.usual, "npy", "png", "svg"});
  return format ? *format : std::string();
}

SheetLayout layout_of(const ImageTexts& texts, bool dark) {
  SheetLayout layout{.title = texts.title, .notes = texts.notes, .dark = dark};
  for (const std::string& caption : texts.captions)
    layout.column = std::max(layout.column, ImageSheet::caption_width(caption));
  return layout;
}

Status write_sheet(const ImageOutput& to, const Shape& shape, std::span<const float> chw,
                   const ImageTexts& texts, std::int64_t columns) {
  const auto count = static_cast<std::int64_t>(chw.size() / elements_of(shape));
  std::vector<SheetRow> rows;
  for (std::int64_t first = 0; first < count; first += columns)
    rows.push_back({"", std::min(columns, count - first), shape.channels, shape.height, shape.width,
                    !texts.captions.empty()});
  const SheetLayout layout = layout_of(texts, to.dark);
  ImageSheet sheet(rows, layout, fit_sheet(rows, layout, most_sheet_pixels));
  for (std::int64_t i = 0; i < count; ++i) {
    const auto row = static_cast<std::size_t>(i / columns), image = static_cast<std::size_t>(i);
    sheet.draw(row, i % columns, chw.subspan(image * elements_of(shape), elements_of(shape)));
    if (image < texts.captions.size()) sheet.caption(row, i % columns, texts.captions[image]);
  }
  return sheet.write(to.path);
}

}  // namespace

Status check_image_output(const ImageOutput& to, const Shape& shape) {
  const std::string format = format_of(to);
  if (format == "npy") return Done{};
  if (format.empty()) return catalogue::neither_numbers_nor_picture(to.path);
  if (shape.flat || (shape.channels != 1 && shape.channels != 3))
    return catalogue::not_images(to.path, to_string(shape));
  return Done{};
}

bool writes_numbers(const ImageOutput& to) {
  return format_of(to) == "npy";
}

Option images_option(std::string& path) {
  return {.names = "-o,--output",
          .help = "the sheet to write (.png or .svg), or the images (.npy)",
          .target = &path,
          .value = "F.png",
          .path = PathTo::write,
          .required = true};
}

void save_images(const ImageOutput& to, const Shape& shape, std::span<const float> values,
                 const ImageTexts& texts, std::int64_t columns) {
  const std::vector<float> chw = in_planes(shape, values);
  std::vector<std::int64_t> dims{static_cast<std::int64_t>(values.size() / elements_of(shape)),
                                 shape.channels};
  if (!shape.flat) dims.insert(dims.end(), {shape.height, shape.width});
  Status written = writes_numbers(to) ? write_npy(to.path, make_array(dims, std::span<const float>(chw)))
                                      : write_sheet(to, shape, chw, texts, columns);
  std::move(written).take();
  print_written(to.path);
}

}  // namespace cae::cli
