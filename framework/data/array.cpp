#include "framework/data/array.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

namespace cae {
namespace {

static_assert(std::endian::native == std::endian::little,
              "files are little-endian and are copied as they are");

float half_to_float(std::uint16_t half) {
  const int exponent = half >> 10 & 0x1F;
  const int fraction = half & 0x3FF;
  const float sign = (half & 0x8000) != 0 ? -1.0F : 1.0F;
  if (exponent == 0x1F) {
    return fraction == 0 ? sign * std::numeric_limits<float>::infinity()
                         : std::numeric_limits<float>::quiet_NaN();
  }
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(fraction), -24);
  return sign * std::ldexp(static_cast<float>(fraction + 0x400), exponent - 25);
}

float bfloat_to_float(std::uint16_t value) {
  return std::bit_cast<float>(std::uint32_t{value} << 16);
}

// Calls visit(value) for each element with the C++ type nearest to it.
template <class Stored, class Visit>
void visit_as(const Array& array, Visit visit) {
  const std::size_t count = array.bytes.size() / sizeof(Stored);
  for (std::size_t i = 0; i < count; ++i) {
    Stored value;
    std::memcpy(&value, array.bytes.data() + i * sizeof(Stored), sizeof(Stored));
    visit(value);
  }
}

template <class Visit>
void visit_elements(const Array& array, Visit visit) {
  switch (array.type) {
    case DataType::boolean:
      return visit_as<std::uint8_t>(array, [&](std::uint8_t v) { visit(std::uint8_t{v != 0}); });
    case DataType::u8:
      return visit_as<std::uint8_t>(array, visit);
    case DataType::i8:
      return visit_as<std::int8_t>(array, visit);
    case DataType::u16:
      return visit_as<std::uint16_t>(array, visit);
    case DataType::i16:
      return visit_as<std::int16_t>(array, visit);
    case DataType::u32:
      return visit_as<std::uint32_t>(array, visit);
    case DataType::i32:
      return visit_as<std::int32_t>(array, visit);
    case DataType::u64:
      return visit_as<std::uint64_t>(array, visit);
    case DataType::i64:
      return visit_as<std::int64_t>(array, visit);
    case DataType::f16:
      return visit_as<std::uint16_t>(array, [&](std::uint16_t v) { visit(half_to_float(v)); });
    case DataType::bf16:
      return visit_as<std::uint16_t>(array, [&](std::uint16_t v) { visit(bfloat_to_float(v)); });
    case DataType::f32:
      return visit_as<float>(array, visit);
    case DataType::f64:
      return visit_as<double>(array, visit);
  }
}

template <class Real>
std::vector<Real> converted(const Array& array) {
  std::vector<Real> values;
  values.reserve(static_cast<std::size_t>(array.elements()));
  visit_elements(array, [&](auto value) { values.push_back(static_cast<Real>(value)); });
  return values;
}

template <class Value>
std::optional<std::int64_t> whole_number(Value value) {
  if constexpr (std::is_floating_point_v<Value>) {
    if (!(value >= Value{-0x1p63} && value < Value{0x1p63}) || std::trunc(value) != value)
      return std::nullopt;
  } else if constexpr (std::is_same_v<Value, std::uint64_t>) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
  }
  return static_cast<std::int64_t>(value);
}

template <class Value>
Array array_of(DataType type, std::vector<std::int64_t> dims, std::span<const Value> values) {
  Array array{.type = type, .dims = std::move(dims), .bytes = {}};
  const auto* begin = reinterpret_cast<const std::uint8_t*>(values.data());
  array.bytes.assign(begin, begin + values.size_bytes());
  return array;
}

}  // namespace

std::size_t size_of(DataType type) {
  switch (type) {
    case DataType::boolean:
    case DataType::u8:
    case DataType::i8:
      return 1;
    case DataType::u16:
    case DataType::i16:
    case DataType::f16:
    case DataType::bf16:
      return 2;
    case DataType::u32:
    case DataType::i32:
    case DataType::f32:
      return 4;
    case DataType::u64:
    case DataType::i64:
    case DataType::f64:
      return 8;
  }
  return 1;
}

std::string to_string(DataType type) {
  switch (type) {
    case DataType::boolean:
      return "bool";
    case DataType::u8:
      return "uint8";
    case DataType::i8:
      return "int8";
    case DataType::u16:
      return "uint16";
    case DataType::i16:
      return "int16";
    case DataType::u32:
      return "uint32";
    case DataType::i32:
      return "int32";
    case DataType::u64:
      return "uint64";
    case DataType::i64:
      return "int64";
    case DataType::f16:
      return "float16";
    case DataType::bf16:
      return "bfloat16";
    case DataType::f32:
      return "float32";
    case DataType::f64:
      return "float64";
  }
  return "";
}

Array make_array(std::vector<std::int64_t> dims, std::span<const float> values) {
  return array_of(DataType::f32, std::move(dims), values);
}

Array make_array(std::vector<std::int64_t> dims, std::span<const double> values) {
  return array_of(DataType::f64, std::move(dims), values);
}

Array make_array(std::vector<std::int64_t> dims, std::span<const std::int64_t> values) {
  return array_of(DataType::i64, std::move(dims), values);
}

std::vector<float> to_floats(const Array& array) {
  if (array.type == DataType::f32) {
    std::vector<float> values(array.bytes.size() / sizeof(float));
    if (!values.empty()) std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
    return values;
  }
  return converted<float>(array);
}

std::vector<double> to_doubles(const Array& array) {
  return converted<double>(array);
}

std::optional<std::vector<std::int64_t>> to_integers(const Array& array) {
  std::vector<std::int64_t> values;
  values.reserve(static_cast<std::size_t>(array.elements()));
  bool whole = true;
  visit_elements(array, [&](auto value) {
    const std::optional<std::int64_t> number = whole_number(value);
    whole = whole && number.has_value();
    values.push_back(number.value_or(0));
  });
  if (!whole) return std::nullopt;
  return values;
}

std::int64_t keep_rows(std::vector<std::int64_t>& dims, std::int64_t rows) {
  if (dims.empty()) return 1;
  const std::int64_t total = dims[0];
  if (rows > 0 && total > rows) dims[0] = rows;
  return total;
}

std::string dims_text(std::span<const std::int64_t> dims) {
  std::string text = "[";
  for (std::size_t i = 0; i < dims.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(dims[i]);
  return text + "]";
}

std::optional<std::uint64_t> byte_count(std::span<const std::int64_t> dims, DataType type,
                                        std::uint64_t largest) {
  std::uint64_t bytes = size_of(type);
  bool empty = false;
  for (const std::int64_t dim : dims) {
    if (dim < 0) return std::nullopt;
    if (dim == 0) {
      empty = true;
      continue;
    }
    if (static_cast<std::uint64_t>(dim) > largest / bytes) return std::nullopt;
    bytes *= static_cast<std::uint64_t>(dim);
  }
  return empty ? 0 : bytes;
}

}  // namespace cae
