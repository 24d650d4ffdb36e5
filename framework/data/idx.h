// IDX files, the form of MNIST and its relatives, plain or gzipped: bytes, integers of 2 and 4 bytes and
// floats in 1 to 4 dimensions, big-endian. Source: yann.lecun.com/exdb/mnist. The dimensions are checked
// against the file before memory is allocated.
#pragma once

#include <cstdint>
#include <string>

#include "framework/base/result.h"
#include "framework/data/array.h"
#include "framework/data/array_reader.h"

namespace cae {

Result<ArrayReader> open_idx(std::unique_ptr<ByteStream> stream);

// With `rows` above 0, no more than the first `rows` of the first dimension are read (and unpacked).
Result<ArrayRows> read_idx(const std::string& path, std::int64_t rows = 0);

}  // namespace cae
