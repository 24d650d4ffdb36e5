// The transforms of Winograd's minimal filtering F(4x4, 3x3) (Lavin and Gray, 2015, "Fast algorithms for
// convolutional neural networks"), and their transposes. With d a 6x6 tile of the input, g a 3x3 kernel and Y
// the 4x4 tile of the output:  Y = A' [ (G g G') * (B' d B) ] A, the product taken at each of 36 points; over
// channels it is 36 matrix products. 36 products in place of 144.
//
// Along an axis the points are the values of polynomials at 0, 1, -1, 2, infinity and -2. A small tile has
// three outputs and five inputs, and leaves the last point out: F(3, 3) with the same kernels G g.
//
// Images are NHWC. A tile is a list of pointers to its pixels, in reading order: six or four to a row, also
// where a small tile uses fewer. A pixel outside the image is nullptr; it is read as zero and not written.
#pragma once

#include <array>
#include <cstddef>

namespace cae {

constexpr std::size_t winograd_points = 36;
constexpr std::size_t winograd_output = 4;  // rows and columns of a tile of the output
constexpr std::size_t winograd_input = 6;   // of the input

// The points of a tile, each with one number a channel. Small tiles have none in the last row or column, so
// those points are stored in separate lists, for the tiles that have them.
struct WinogradTile {
  bool small_down = false;    // three rows of outputs
  bool small_across = false;  // three columns
  // Point (row, column) lies (6 row + column) * stride floats after start[list_of(row, column)].
  std::array<float*, 4> start{};
  std::size_t stride = 0;

  static constexpr std::size_t list_of(std::size_t row, std::size_t column) {
    return (row == 5 ? 2U : 0U) + (column == 5 ? 1U : 0U);
  }
};

struct WinogradTransforms {
  // points = B' d B, of a tile of the input.
  void (*input)(const float* const* pixels, std::size_t channels, const WinogradTile& tile);
  // pixels = A' points A + bias; bias may be nullptr.
  void (*output)(const WinogradTile& tile, std::size_t channels, const float* bias, float* const* pixels);
  // points = A dy A', of a tile of the output's gradient.
  void (*output_gradient)(const float* const* pixels, std::size_t channels, const WinogradTile& tile);
  // pixels += B points B'.
  void (*input_gradient)(const WinogradTile& tile, std::size_t channels, float* const* pixels);
  // points = G g G', all 36 of them `stride` floats apart; the nine taps of g lie `tap_stride` apart.
  void (*weights)(const float* taps, std::size_t tap_stride, std::size_t channels, float* points,
                  std::size_t stride);
  // taps = G' points G.
  void (*weights_gradient)(const float* points, std::size_t stride, std::size_t channels, float* taps,
                           std::size_t tap_stride);
};

const WinogradTransforms& winograd_transforms();

}  // namespace cae
