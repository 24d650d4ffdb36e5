// A dense array as files hold it: NPY, NPZ and safetensors read and write this one value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cae {

enum class DataType { boolean, u8, i8, u16, i16, u32, i32, u64, i64, f16, bf16, f32, f64 };

std::size_t size_of(DataType type);    // bytes of one element
std::string to_string(DataType type);  // numpy's name: "uint8", "float32"; also "bfloat16"

// Row-major (C order), little-endian. bytes.size() is always product(dims) * size_of(type).
struct Array {
  DataType type = DataType::f32;
  std::vector<std::int64_t> dims = {};  // empty for a single number
  std::vector<std::uint8_t> bytes = {};

  std::int64_t elements() const { return static_cast<std::int64_t>(bytes.size() / size_of(type)); }
};

Array make_array(std::vector<std::int64_t> dims, std::span<const float> values);
Array make_array(std::vector<std::int64_t> dims, std::span<const double> values);
Array make_array(std::vector<std::int64_t> dims, std::span<const std::int64_t> values);

// Every element as a float, rounded to nearest where the type holds more.
std::vector<float> to_floats(const Array& array);
std::vector<double> to_doubles(const Array& array);
// Every element as an integer; empty if one is not a whole number or does not fit.
std::optional<std::vector<std::int64_t>> to_integers(const Array& array);

// The first rows of a file's array, and how many it has in all.
struct ArrayRows {
  Array array = {};
  std::int64_t total = 0;
};
// Reduces the first dimension to `rows` where it is larger and `rows` is above 0; returns what it was (1
// without dimensions).
std::int64_t keep_rows(std::vector<std::int64_t>& dims, std::int64_t rows);

// "[60000, 28, 28]"
std::string dims_text(std::span<const std::int64_t> dims);

// The limit of every array that is held in memory.
inline constexpr std::uint64_t max_array_bytes = std::uint64_t{1} << 34;
// product(dims) * size_of(type), or nothing if a dimension is negative or the product is above `largest`.
std::optional<std::uint64_t> byte_count(std::span<const std::int64_t> dims, DataType type,
                                        std::uint64_t largest = max_array_bytes);

}  // namespace cae
