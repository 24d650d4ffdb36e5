// How an array of a file is read as images or labels: the rules of docs/data.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "framework/data/array.h"
#include "framework/data/dataset.h"

namespace cae {

// Whether an array of this type and these dimensions holds such images: [N,H,W] or [N,H*W] (one channel),
// [N,C,H,W] or [N,H,W,C]. `file` is the name that a diagnostic shows.
Status check_images(DataType type, const std::vector<std::int64_t>& dims, const ImageShape& wanted,
                    const std::string& file);
// Fills count, shape and pixels of `dataset` from an array that check_images accepts. Where both [N,C,H,W]
// and [N,H,W,C] fit (C = H = W), it is read as [N,C,H,W]. `numbers`: those of the images in the file, where
// the array has only some of them.
Status take_images(Array array, const ImageShape& wanted, const std::string& file, Dataset& dataset,
                   std::span<const std::uint32_t> numbers = {});

// Whether so many images can be numbered.
Status check_count(std::int64_t images, const std::string& file);

// Whether the dimensions are [N] or [N,1], as those of labels.
bool is_one_number_each(const std::vector<std::int64_t>& dims);
// Whether they are those of one label for each of `images` images.
Status check_labels(const std::vector<std::int64_t>& dims, std::int64_t images,
                    const std::string& images_file, const std::string& file);
// Whole numbers from 0 to 1,000,000.
Result<std::vector<std::int64_t>> take_labels(const Array& array, const std::string& file);

}  // namespace cae
