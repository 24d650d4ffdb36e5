// The training images that are kept back to watch a run with (`data.validation`).
#pragma once

#include <cstdint>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/data_config.h"

namespace cae {

// The dataset indices of `images` training images that are not trained with, in rising order; none where
// `data.validation` is 0. A value of 1 and more is their number, one below 1 their share, rounded to the
// nearest number. Which ones is a function of (seed, images, number). E813 where none would be kept, or none
// be left.
Result<std::vector<std::uint32_t>> validation_samples(const DataConfig& data, std::uint64_t seed,
                                                      std::int64_t images);

// The others, in rising order: what is trained with.
std::vector<std::uint32_t> samples_without(const std::vector<std::uint32_t>& validation, std::int64_t images);

}  // namespace cae
