#include "framework/graph/rules/padded_image.h"

#include <algorithm>

namespace cae {

void PaddedImage::clear(float* padded) const {
  std::fill_n(padded, floats(), 0.0F);
}

void PaddedImage::copy(const float* image, float* padded) const {
  const std::int64_t first_row = std::max<std::int64_t>(-layout_.top, 0);
  const std::int64_t first_column = std::max<std::int64_t>(-layout_.left, 0);
  const std::int64_t end_row = std::min(layout_.image_height, layout_.height - layout_.top);
  const std::int64_t columns = std::min(layout_.image_width, layout_.width - layout_.left) - first_column;
  if (columns <= 0) return;
  for (std::int64_t row = first_row; row < end_row; ++row) {
    const std::int64_t from = row * layout_.image_width + first_column;
    std::copy_n(image + from * layout_.channels, columns * layout_.channels,
                padded + offset(row + layout_.top, first_column + layout_.left));
  }
}

}  // namespace cae
