// A folder of PNG files as a dataset: each subfolder is a class, or all files lie in the folder itself
// without labels.
#pragma once

#include <string>

#include "framework/data/dataset.h"

namespace cae {

// Classes are numbered in the bytewise order of their names, and files follow in that order within them.
// Hidden files and files that do not end in .png are passed over. `limit` keeps the first files; 0 keeps all.
Result<Dataset> read_png_folder(const std::string& folder, const ImageShape& wanted, std::int64_t limit);

}  // namespace cae
