// Winograd's minimal filtering for convolutions of stride 2 whose kernel has 3 or 4 taps along each axis, and
// its transposes. Where the rows of an image are taken apart by their parity, and its columns too, the
// convolution is the sum of four of stride 1, one for each of the four small images (its phases), each with
// every second tap: 2x2 of them, of which a kernel of 3 leaves some out. F(4x4, 2x2) multiplies 25 numbers
// for 16 outputs and a phase instead of 64, F(2x2, 2x2) 9 for 4 instead of 16. Along an axis the points are
// the values of polynomials at 0, 1, -1, 2 and infinity; those of F(2, 2) at 0, 1 and infinity.
//
// As in winograd_transforms.h, Y = A' [ (G g G') * (B' d B) ] A for the taps g of a phase, and a tile of an
// image is a list of pointers to its pixels, in reading order, nullptr outside of the image. Point p of a
// tile lies at points + p * stride, one number a channel.
#pragma once

#include <array>
#include <cstddef>

namespace cae {

constexpr std::size_t phase_taps = 4;  // of one phase

// The transforms of one size of tile.
struct StridedWinograd {
  std::size_t outputs;  // along an axis: tiles are outputs x outputs
  std::size_t points;   // along an axis: outputs + 1, as many as a tile of a phase of the input has pixels
  // points = B' d B, of a tile of a phase of the input.
  void (*input)(const float* const* pixels, std::size_t channels, float* points, std::size_t stride);
  // pixels = A' points A + bias; bias may be nullptr.
  void (*output)(const float* points, std::size_t stride, std::size_t channels, const float* bias,
                 float* const* pixels);
  // points = A dy A', of a tile of the output's gradient.
  void (*output_gradient)(const float* const* pixels, std::size_t channels, float* points,
                          std::size_t stride);
  // pixels += B points B'.
  void (*input_gradient)(const float* points, std::size_t stride, std::size_t channels, float* const* pixels);
  // points = G g G'; the taps lie `tap_stride` apart.
  void (*weights)(const float* taps, std::size_t tap_stride, std::size_t channels, float* points,
                  std::size_t stride);
  // taps = G' points G.
  void (*weights_gradient)(const float* points, std::size_t stride, std::size_t channels, float* taps,
                           std::size_t tap_stride);
};

// The larger tile first. Compiled for each instruction set (vector_set.h).
struct StridedWinogradSizes {
  std::array<StridedWinograd, 2> sizes;
};
const StridedWinogradSizes& strided_winograd();

}  // namespace cae
