// How an image is shown that has neither one nor three channels.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cae {

struct ImageSize {
  std::int64_t channels = 1, height = 1, width = 1;

  std::int64_t elements() const { return channels * height * width; }
  bool operator==(const ImageSize&) const = default;
};

// Images of one channel are grey, of three red, green and blue. The channels of others are shown in grey
// beside each other, as many in a line as there are lines, or one more; those of a pixel, a row of numbers,
// too: its numbers are read line by line. Places that are left are black.
ImageSize shown_size(const ImageSize& image);

// C,H,W numbers as that image has them.
std::vector<float> shown_image(std::span<const float> pixels, const ImageSize& image);

}  // namespace cae
