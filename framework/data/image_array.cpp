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

bool is_row(const ImageShape& shape) {
  return shape.height == 1 && shape.width == 1;
}

// What an array's dimensions may be, for the help of an error.
std::string accepted_dims(const ImageShape& wanted) {
  if (is_row(wanted)) return "give [images, " + std::to_string(wanted.channels) + "], one row an image";
  if (wanted.channels == 1)
    return "give [images, height, width], or four dimensions with 1 channel before or after them";
  return "give [images, height, width, channels] or [images, channels, height, width]";
}

Result<Order> order_of(const std::vector<std::int64_t>& dims, const ImageShape& wanted,
                       const std::string& file) {
  const bool is_flat = wanted.channels == 1 || is_row(wanted);
  if (dims.size() == 2 && is_flat && dims[1] == wanted.elements()) return Order::hwc;
  if (dims.size() == 3) {
    const ImageShape found{dims[1], dims[2], 1};
    if (found == wanted) return Order::hwc;
    return catalogue::image_shape_mismatch(file, to_string(found), to_string(wanted));
  }
  if (dims.size() == 4) {
    if (ImageShape{dims[2], dims[3], dims[1]} == wanted) return Order::chw;
    if (ImageShape{dims[1], dims[2], dims[3]} == wanted) return Order::hwc;
  }
  return catalogue::image_dims_mismatch(file, dims_text(dims), to_string(wanted), accepted_dims(wanted));
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

bool holds_pixels(DataType type) {
  return type == DataType::u8 || type == DataType::u16 || type == DataType::boolean ||
         type == DataType::f16 || type == DataType::f32 || type == DataType::f64;
}

// Element `index` as the file has it.
double element(const Array& array, std::size_t index) {
  const std::size_t size = size_of(array.type);
  const auto begin = array.bytes.begin() + static_cast<std::ptrdiff_t>(index * size);
  return to_doubles({array.type, {}, {begin, begin + static_cast<std::ptrdiff_t>(size)}}).front();
}

// Values that a float can hold and losses can be computed with: their squares are finite floats too.
Status check_values(const Array& array, const std::vector<float>& floats, const ImageShape& wanted,
                    const std::string& file, std::span<const std::uint32_t> numbers) {
  constexpr float largest = 1.8446743e19F;  // whose square is just below the largest float
  const auto found =
      std::find_if(floats.begin(), floats.end(), [](float value) { return !(std::abs(value) <= largest); });
  if (found == floats.end()) return Done{};
  const std::int64_t place = (found - floats.begin()) / wanted.elements();
  const std::int64_t image = numbers.empty() ? place : numbers[static_cast<std::size_t>(place)];
  const double value = element(array, static_cast<std::size_t>(found - floats.begin()));
  if (!std::isfinite(value)) return catalogue::image_not_finite(file, image);
  return catalogue::image_too_large(file, image, value, std::isfinite(*found));
}

}  // namespace

Status check_images(DataType type, const std::vector<std::int64_t>& dims, const ImageShape& wanted,
                    const std::string& file) {
  const Result<Order> order = order_of(dims, wanted, file);
  if (!order) return order.diagnostics();
  if (!holds_pixels(type)) return catalogue::image_type(file, to_string(type));
  return dims[0] == 0 ? catalogue::no_images(file) : Status(Done{});
}

Status check_count(std::int64_t images, const std::string& file) {
  if (images > most_images) return catalogue::too_many_images(file, images, most_images);
  return Done{};
}

Status take_images(Array array, const ImageShape& wanted, const std::string& file, Dataset& dataset,
                   std::span<const std::uint32_t> numbers) {
  if (Status status = check_images(array.type, array.dims, wanted, file); !status) return status;
  const Order order = order_of(array.dims, wanted, file).take();
  dataset.count = array.dims[0];
  dataset.shape = wanted;
  if (Status status = check_count(dataset.count, file); !status) return status;
  const bool reorder = order == Order::chw && wanted.channels > 1;
  if (array.type == DataType::u8) {
    dataset.bytes = reorder ? channels_last(array.bytes, wanted) : std::move(array.bytes);
    return Done{};
  }
  dataset.floats = to_floats(array);
  if (array.type == DataType::u16) {
    for (float& value : dataset.floats) value /= 65535.0F;
  }
  if (Status status = check_values(array, dataset.floats, wanted, file, numbers); !status) return status;
  if (reorder) dataset.floats = channels_last(dataset.floats, wanted);
  return Done{};
}

bool is_one_number_each(const std::vector<std::int64_t>& dims) {
  return dims.size() == 1 || (dims.size() == 2 && dims[1] == 1);
}

Status check_labels(const std::vector<std::int64_t>& dims, std::int64_t images,
                    const std::string& images_file, const std::string& file) {
  if (!is_one_number_each(dims)) return catalogue::labels_dims(file, dims_text(dims));
  if (dims[0] != images) return catalogue::labels_count(file, dims[0], images_file, images);
  return Done{};
}

Result<std::vector<std::int64_t>> take_labels(const Array& array, const std::string& file) {
  const std::vector<double> values = to_doubles(array);
  std::vector<std::int64_t> labels;
  labels.reserve(values.size());
  for (const double value : values) {
    // Also refuses NaN, for which every comparison is false.
    if (!(value >= 0 && value <= largest_label) || std::trunc(value) != value) {
      return catalogue::label_value(file, static_cast<std::int64_t>(labels.size()));
    }
    labels.push_back(static_cast<std::int64_t>(value));
  }
  return labels;
}

}  // namespace cae
