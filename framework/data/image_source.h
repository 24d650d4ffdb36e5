// Where the images of a dataset come from that are not held in memory, but read when they are wanted.
#pragma once

#include <cstdint>
#include <span>

#include "framework/base/result.h"

namespace cae {

struct Dataset;

struct PixelRange {
  float least = 0.0F;
  float greatest = 0.0F;
};

class ImageSource {
 public:
  ImageSource() = default;
  virtual ~ImageSource() = default;
  ImageSource(const ImageSource&) = delete;
  ImageSource& operator=(const ImageSource&) = delete;

  // The images of these numbers, in this order and in memory. From any thread.
  virtual Result<Dataset> read(std::span<const std::uint32_t> samples) const = 0;
  // What their type can hold; of floats, what those had that were read so far.
  virtual PixelRange range() const = 0;
};

}  // namespace cae
