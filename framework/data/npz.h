// NumPy's NPZ files: a zip archive of NPY members, stored or deflated. zip64, encryption and other
// compression methods are refused by name; sizes and checksums are verified.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/array.h"
#include "framework/data/array_reader.h"

namespace cae {

// The contents of the archive, for messages: "x_train uint8 [60000, 28, 28], y_train uint8 [60000]"; "" for
// nothing.
std::string npz_contents(const std::string& path);
// The members' names without ".npy", in the order of the archive.
Result<std::vector<std::string>> npz_names(const std::string& path);
// One member, by its name without ".npy"; E447 if there is none of the name.
Result<ArrayReader> open_npz(const std::string& path, const std::string& member);
// The same read; no more than the first `rows` of its first dimension, 0 for all.
Result<ArrayRows> read_npz(const std::string& path, const std::string& member, std::int64_t rows = 0);

}  // namespace cae
