#include "framework/graph/shape.h"

namespace cae {

std::string to_string(const Shape& shape) {
  if (shape.flat) return std::to_string(shape.channels);
  return std::to_string(shape.height) + "x" + std::to_string(shape.width) + "x" +
         std::to_string(shape.channels);
}

bool within_bounds(const Shape& shape) {
  for (const std::int64_t side : {shape.height, shape.width, shape.channels}) {
    if (side < 1 || side > max_dimension) return false;
  }
  // Each side is at most 10^6, so the product stays below 2^63.
  return shape.elements() <= max_elements;
}

}  // namespace cae
