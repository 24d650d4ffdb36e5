// The shape of the data on one edge of the graph, for one image.
#pragma once

#include <cstdint>
#include <string>

namespace cae {

// height x width x channels, or (flat) a row of `channels` numbers with height = width = 1.
struct Shape {
  std::int64_t height = 1;
  std::int64_t width = 1;
  std::int64_t channels = 1;
  bool flat = false;

  static Shape image(std::int64_t height, std::int64_t width, std::int64_t channels) {
    return {height, width, channels, false};
  }
  static Shape row(std::int64_t units) { return {1, 1, units, true}; }

  std::int64_t elements() const { return height * width * channels; }
  bool operator==(const Shape&) const = default;
};

// "28x28x1", or "2800" when flat.
std::string to_string(const Shape& shape);

// Bounds that every shape rule keeps, so that no product of two sizes overflows.
inline constexpr std::int64_t max_dimension = 1'000'000;
inline constexpr std::int64_t max_elements = std::int64_t{1} << 40;
bool within_bounds(const Shape& shape);

}  // namespace cae
