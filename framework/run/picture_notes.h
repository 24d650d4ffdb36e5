// What is written on a picture of a run, so that it says by itself what it shows.
#pragma once

#include <cstdint>
#include <string>

#include "framework/base/image_set.h"

namespace cae {

// "experiment denoise, variant narrow, seed 3".
std::string run_note(const std::string& experiment, const std::string& variant, std::uint64_t seed);
// "1,000 test images".
std::string images_note(std::int64_t count, ImageSet from);
// Of "last" or "best": "weights of the last epoch"; "" of none.
std::string weights_note(const std::string& weights);
// Those that are not empty, with semicolons between them.
std::string joined_notes(const std::string& a, const std::string& b, const std::string& c = "");

}  // namespace cae
