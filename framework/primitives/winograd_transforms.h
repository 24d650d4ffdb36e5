// The transforms of Winograd's minimal filtering F(4x4, 3x3) (Lavin and Gray, 2015, "Fast algorithms for
// convolutional neural networks"), and their transposes. With d a 6x6 tile of the input, g a 3x3 kernel and Y
// the 4x4 tile of the output:  Y = A' [ (G g G') * (B' d B) ] A, the product taken at each of 36 points; over
// channels it is 36 matrix products. 36 products in place of 144.
//
// Tiles lie in NHWC images: a tile is a list of pointers to its pixels, in reading order, nullptr where it
// lies outside the image (read as zero, not written). Points lie `stride` floats apart, each with one number
// a channel.
#pragma once

#include <cstddef>

namespace cae {

constexpr std::size_t winograd_points = 36;
constexpr std::size_t winograd_output = 4;  // rows and columns of a tile of the output
constexpr std::size_t winograd_input = 6;   // of the input

struct WinogradTransforms {
  // points = B' d B, of a tile of the input.
  void (*input)(const float* const* pixels, std::size_t channels, float* points, std::size_t stride);
  // pixels = A' points A + bias; bias may be nullptr.
  void (*output)(const float* points, std::size_t stride, std::size_t channels, const float* bias,
                 float* const* pixels);
  // points = A dy A', of a tile of the output's gradient.
  void (*output_gradient)(const float* const* pixels, std::size_t channels, float* points,
                          std::size_t stride);
  // pixels += B points B'.
  void (*input_gradient)(const float* points, std::size_t stride, std::size_t channels, float* const* pixels);
  // points = G g G'; the nine taps of g lie `tap_stride` apart.
  void (*weights)(const float* taps, std::size_t tap_stride, std::size_t channels, float* points,
                  std::size_t stride);
  // taps = G' points G.
  void (*weights_gradient)(const float* points, std::size_t stride, std::size_t channels, float* taps,
                           std::size_t tap_stride);
};

const WinogradTransforms& winograd_transforms();

}  // namespace cae
