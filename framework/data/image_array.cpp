#include "framework/data/image_array.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "framework/base/catalogue/data.h"

namespace cae {
namespace {

constexpr std::int64_t most_images = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t largest_label = 1'000'000;

enum class Order { hwc, chw };

Result<Order> order_of(const std::vector<std::int64_t>& dims, const ImageShape& wanted,
                       const std::string& file) {
  if (dims.size() == 3) {
    const ImageShape found{dims[1], dims[2], 1};
    if (found == wanted) return Order::hwc;
    return catalogue::image_shape_mismatch(file, to_string(found), to_string(wanted));
  }
  if (dims.size() == 4) {
    if (ImageShape{dims[2], dims[3], dims[1]} == wanted) return Order::chw;
    if (ImageShape{dims[1], dims[2], dims[3]} == wanted) return Order::hwc;
  }
  return catalogue::image_dims_mismatch(file, dims_text(dims), to_string(wanted), wanted.channels == 1);
}

// [N,C,H,W] to [N,H,W,C].
template <class Pixel>
std::vector<Pixel> channels_last(const std::vector<Pixel>& from, const ImageShape& shape) {
  const auto channels = static_cast<std::size_t>(shape.channels);
  const auto plane = static_cast<std::size_t>(shape.height * shape.width);
  std::vector<Pixel> to(from.size());
  for (std::size_t image = 0; image < from.size(); image += plane * channels) {
    for (std::size_t c = 0; c < channels; ++c) {
      for (std::size_t i = 0; i < plane; ++i) to[image + i * channels + c] = from[image + c * plane + i];
    }
  }
  return to;
}

}  // namespace

Status take_images(Array array, const ImageShape& wanted, const std::string& file, Dataset& dataset) {
  const Result<Order> order = order_of(array.dims, wanted, file);
  if (!order) return order.diagnostics();
  const bool floats = array.type == DataType::f16 || array.type == DataType::f32 ||
                      array.type == DataType::f64 || array.type == DataType::boolean;
  if (!floats && array.type != DataType::u8) return catalogue::image_type(file, to_string(array.type));
  dataset.count = array.dims[0];
  dataset.shape = wanted;
  if (dataset.count == 0) return catalogue::no_images(file);
  if (dataset.count > most_images) return catalogue::too_many_images(file, dataset.count, most_images);
  const bool reorder = *order == Order::chw && wanted.channels > 1;
  if (!floats) {
    dataset.bytes = reorder ? channels_last(array.bytes, wanted) : std::move(array.bytes);
    return Done{};
  }
  dataset.floats = to_floats(array);
  const auto broken = std::find_if(dataset.floats.begin(), dataset.floats.end(),
                                   [](float value) { return !std::isfinite(value); });
  if (broken != dataset.floats.end()) {
    return catalogue::image_not_finite(file, (broken - dataset.floats.begin()) / wanted.elements());
  }
  if (reorder) dataset.floats = channels_last(dataset.floats, wanted);
  return Done{};
}

Result<std::vector<std::int64_t>> take_labels(const Array& array, std::int64_t images,
                                              const std::string& images_file, const std::string& file) {
  const bool one_dimension = array.dims.size() == 1 || (array.dims.size() == 2 && array.dims[1] == 1);
  if (!one_dimension) return catalogue::labels_dims(file, dims_text(array.dims));
  if (array.dims[0] != images) return catalogue::labels_count(file, array.dims[0], images_file, images);
  const std::vector<double> values = to_doubles(array);
  std::vector<std::int64_t> labels;
  labels.reserve(values.size());
  for (const double value : values) {
    // Also refuses NaN, which no comparison holds for.
    if (!(value >= 0 && value <= largest_label) || std::trunc(value) != value) {
      return catalogue::label_value(file, static_cast<std::int64_t>(labels.size()));
    }
    labels.push_back(static_cast<std::int64_t>(value));
  }
  return labels;
}

}  // namespace cae
