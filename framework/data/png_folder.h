// A folder of PNG files as a dataset: each folder in it is a class, or all files are in the folder itself,
// without labels.
#pragma once

#include <string>

#include "framework/data/dataset.h"

namespace cae {

// Which files and classes those are, and in which order: png_files.h. `limit` keeps the first files; 0 keeps
// all. The files are decoded beside what uses the dataset (decoded_folder.h): of damaged ones after the first
// its source says so.
Result<Dataset> read_png_folder(const std::string& folder, const ImageShape& wanted, std::int64_t limit);

}  // namespace cae
