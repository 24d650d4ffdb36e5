// The JSON header of a safetensors file, parsed strictly. Used by safetensors.cpp alone.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/array.h"

namespace cae {

struct TensorEntry {
  std::string name = {};
  DataType type = DataType::f32;
  std::vector<std::int64_t> dims = {};
  std::uint64_t begin = 0;  // bytes from the start of the data
  std::uint64_t end = 0;
};

struct TensorHeader {
  std::vector<TensorEntry> entries = {};  // sorted by their bytes
  std::map<std::string, std::string> metadata = {};
};

// Checks the header against itself and against the `data_bytes` that follow it: afterwards each entry's range
// has the size of its shape, and the ranges cover the data without gap or overlap.
Result<TensorHeader> parse_tensor_header(std::string_view json, std::uint64_t data_bytes,
                                         const std::string& file);

// "F32", as the format writes it.
std::string_view tensor_type_name(DataType type);

}  // namespace cae
