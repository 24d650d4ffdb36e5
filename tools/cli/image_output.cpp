#include "tools/cli/image_output.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "framework/base/catalogue/use_model.h"
#include "framework/base/utf8.h"
#include "framework/data/npy.h"
#include "framework/draw/image_sheet.h"
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

Status write_sheet(const std::string& path, const Shape& shape, std::span<const float> chw,
                   std::int64_t columns) {
  const auto count = static_cast<std::int64_t>(chw.size() / elements_of(shape));
  std::vector<SheetRow> rows;
  for (std::int64_t first = 0; first < count; first += columns)
    rows.push_back({"", std::min(columns, count - first), shape.channels, shape.height, shape.width});
  const SheetLayout layout{};
  ImageSheet sheet(rows, layout, fit_sheet(rows, layout, most_sheet_pixels));
  for (std::int64_t i = 0; i < count; ++i) {
    sheet.draw(static_cast<std::size_t>(i / columns), i % columns,
               chw.subspan(static_cast<std::size_t>(i) * elements_of(shape), elements_of(shape)));
  }
  return sheet.write(path);
}

}  // namespace

Status check_image_output(const std::string& path, const Shape& shape) {
  if (path.ends_with(".npy")) return Done{};
  if (!path.ends_with(".png")) return catalogue::neither_npy_nor_png(path);
  if (shape.flat || (shape.channels != 1 && shape.channels != 3))
    return catalogue::not_images(path, to_string(shape));
  return Done{};
}

Option images_option(std::string& path) {
  return {.names = "-o,--output",
          .help = "the sheet to write (.png), or the images (.npy)",
          .target = &path,
          .value = "F.png",
          .required = true};
}

void save_images(const std::string& path, const Shape& shape, std::span<const float> values,
                 std::int64_t columns) {
  const std::vector<float> chw = in_planes(shape, values);
  std::vector<std::int64_t> dims{static_cast<std::int64_t>(values.size() / elements_of(shape)),
                                 shape.channels};
  if (!shape.flat) dims.insert(dims.end(), {shape.height, shape.width});
  Status written = path.ends_with(".png") ? write_sheet(path, shape, chw, columns)
                                          : write_npy(path, make_array(dims, std::span<const float>(chw)));
  std::move(written).take();
  print(visible(path) + "\n");
}

}  // namespace cae::cli
