// NumPy's NPY files, versions 1 to 3. Source: numpy.lib.format (NEP 1). Read: C and Fortran order, little-
// and big-endian, bool, (u)int8 to 64, float16 to 64. Complex numbers, text, records and pickled objects are
// refused by name. Every size is checked against the file before memory is allocated.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/base/result.h"
#include "framework/data/array.h"
#include "framework/data/array_reader.h"

namespace cae {

Result<ArrayReader> open_npy(std::unique_ptr<ByteStream> stream);

// A file, plain or gzipped.
Result<Array> read_npy(const std::string& path);
// No more than the first `rows` of the first dimension; 0 for all.
Result<ArrayRows> read_npy_rows(const std::string& path, std::int64_t rows);
// The same from memory; `file` is the name that a diagnostic shows.
Result<Array> parse_npy(std::string_view content, const std::string& file);
Result<ArrayRows> parse_npy_rows(std::string_view content, const std::string& file, std::int64_t rows);

// Version 1, atomically. Not for bfloat16, which NumPy lacks.
Status write_npy(const std::string& path, const Array& array);
std::string serialize_npy(const Array& array);

}  // namespace cae
