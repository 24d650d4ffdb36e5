// What an array of a file means as images or labels: the rules of docs/data.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/data/array.h"
#include "framework/data/dataset.h"

namespace cae {

// Fills count, shape and pixels of `dataset` from [N,H,W] (one channel), [N,C,H,W] or [N,H,W,C]; where both
// of the last two would do (C = H = W), it is [N,C,H,W]. `file` is the name that a diagnostic shows.
Status take_images(Array array, const ImageShape& wanted, const std::string& file, Dataset& dataset);

// One label for each of `images` images: whole numbers from 0 to 1,000,000, in one dimension (or [N,1]).
Result<std::vector<std::int64_t>> take_labels(const Array& array, std::int64_t images,
                                              const std::string& images_file, const std::string& file);

}  // namespace cae
