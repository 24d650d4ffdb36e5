// Rows and columns at the four sides of an image, as crop and zeropad take them: `N`, `HxW` for both sides of
// an axis, and top=, bottom=, left=, right= for one side, which override it. As Keras's Cropping2D and
// ZeroPadding2D.
#pragma once

#include <optional>

#include "framework/graph/operator.h"

namespace cae {

struct ImageSides {
  std::int64_t top = 0;
  std::int64_t bottom = 0;
  std::int64_t left = 0;
  std::int64_t right = 0;

  std::int64_t rows() const { return top + bottom; }
  std::int64_t columns() const { return left + right; }
};

std::vector<AttributeSpec> image_side_attributes();

// Sides that are not given are 0.
ImageSides image_sides(const Attributes& attributes);

// The problem of a layer of this kind that gives no side at all, or nothing.
std::optional<ShapeProblem> needs_image_side(const Attributes& attributes, const std::string& kind);

}  // namespace cae
