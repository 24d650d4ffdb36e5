// NumPy's NPZ files: a zip archive of NPY members, stored or deflated. zip64, encryption and other
// compression methods are refused by name; sizes and checksums are verified.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/array.h"

namespace cae {

// The members' names without ".npy", in the order of the archive.
Result<std::vector<std::string>> npz_names(const std::string& path);
// One member, by its name without ".npy"; no more than the first `rows` of its first dimension, 0 for all.
Result<ArrayRows> read_npz(const std::string& path, const std::string& member, std::int64_t rows = 0);

}  // namespace cae
