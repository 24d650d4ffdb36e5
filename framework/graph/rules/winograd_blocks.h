// What the kernels of Winograd's algorithm share (primitives/winograd_transforms.h, strided_winograd.h): the
// tiles of a slice are transformed and multiplied block by block, and at each point of a block's tiles there
// is one matrix product. The work on a block is divided into shares (primitives/shares.h).
#pragma once

#include <array>
#include <cstddef>

#include "framework/graph/rules/kernel_support.h"
#include "framework/primitives/matrix_products.h"
#include "framework/primitives/shares.h"

namespace cae {

// Tiles of a slice that are computed together, in the order of images, rows and columns.
struct WinogradBlock {
  std::size_t first;
  std::size_t count;
  bool last;  // of the slice
};

// Where a tile's pixels lie in its image: its corner, which may be outside, and the distance to the next.
struct WinogradGrid {
  std::int64_t row;
  std::int64_t column;
  std::int64_t step = 1;
};

// Pointers to the pixels of a tile of `side` rows and columns, in reading order; nullptr outside of the
// image.
template <std::size_t most, class Number>
using WinogradPixels = std::array<Number*, most>;
template <std::size_t most, class Number>
WinogradPixels<most, Number> winograd_pixels(Number* image, const Shape& shape, std::size_t side,
                                             const WinogradGrid& grid) {
  WinogradPixels<most, Number> pixels{};
  std::size_t number = 0;
  for (std::size_t r = 0; r < side; ++r) {
    for (std::size_t c = 0; c < side; ++c, ++number) {
      const std::int64_t y = grid.row + grid.step * static_cast<std::int64_t>(r);
      const std::int64_t x = grid.column + grid.step * static_cast<std::int64_t>(c);
      if (y < 0 || y >= shape.height || x < 0 || x >= shape.width) continue;
      pixels[number] = image + size_of((y * shape.width + x) * shape.channels);
    }
  }
  return pixels;
}

class WinogradBlocks {
 public:
  struct Sizes {
    std::size_t points;        // of a tile
    std::size_t channels;      // that the products read forward
    std::size_t filters;       // ... and give
    std::size_t image_tiles;   // of an image
    std::size_t fewest_tiles;  // of a block: with fewer rows the products mostly read weights
  };
  using WeightsGradient = void (*)(const float* points, std::size_t stride, std::size_t channels, float* taps,
                                   std::size_t tap_stride);

  WinogradBlocks(const Sizes& sizes, std::size_t slice_images);

  // How many numbers the points of a block are: [points, tiles, channels], [points, tiles, filters], and
  // those of the weights' gradient.
  std::size_t input_points() const { return sizes_.points * block_ * sizes_.channels; }
  std::size_t output_points() const { return sizes_.points * block_ * sizes_.filters; }
  std::size_t weight_gradient_points() const {
    return sizes_.points * sizes_.channels * (several_ ? sizes_.filters : filters_at_once_);
  }

  // f(block) for the blocks of a slice.
  template <class F>
  void for_each(const Slice& slice, F f) const {
    const std::size_t tiles = size_of(slice.count) * sizes_.image_tiles;
    for (std::size_t first = 0; first < tiles; first += block_)
      f(WinogradBlock{first, std::min(block_, tiles - first), first + block_ >= tiles});
  }

  // f(first tile, end), both counted in the block, for ranges of tiles that are transformed from or to points
  // of so many channels.
  template <class F>
  void in_tile_ranges(const WinogradBlock& block, std::size_t channels, F f) const {
    in_ranges(block.count, 1, shares_of_numbers(2 * sizes_.points * channels * block.count), f);
  }

  // The same for ranges of whole images, whose tiles overlap in the input.
  template <class F>
  void in_image_ranges(const WinogradBlock& block, F f) const {
    const std::size_t first = block.first / sizes_.image_tiles;
    const std::size_t count = (block.first + block.count - 1) / sizes_.image_tiles + 1 - first;
    const auto tile = [&](std::size_t image) {
      const std::size_t begin = (first + image) * sizes_.image_tiles;
      return std::min(std::max(begin, block.first), block.first + block.count) - block.first;
    };
    in_ranges(count, 1, shares_of_numbers(2 * sizes_.points * sizes_.channels * block.count),
              [&](std::size_t begin, std::size_t end) { f(tile(begin), tile(end)); });
  }

  // outputs = inputs * weights at each point, of which rows(point) tiles have numbers; weights are [points,
  // channels, filters].
  template <class Rows>
  void multiply_inputs(const WinogradBlock& block, Rows rows, const float* inputs, const float* weights,
                       float* outputs) const {
    multiply(block, rows, {inputs, sizes_.channels}, weights, {outputs, sizes_.filters});
  }
  // inputs = outputs * weights; weights are [points, filters, channels].
  template <class Rows>
  void multiply_outputs(const WinogradBlock& block, Rows rows, const float* outputs, const float* weights,
                        float* inputs) const {
    multiply(block, rows, {outputs, sizes_.filters}, weights, {inputs, sizes_.channels});
  }

  // Adds a block's products of outputs and inputs to `points`; with the last block of a slice they become its
  // partial gradient of the weights, [taps, filters, channels]. Some filters at a time, whose points are
  // still in the cache when the last block's are transformed.
  template <class Rows>
  void add_weight_gradients(const Slice& slice, const WinogradBlock& block, Rows rows, const float* inputs,
                            const float* outputs, float* points, WeightsGradient transform) const {
    const std::size_t channels = sizes_.channels;
    const std::size_t all_filters = sizes_.filters;
    for (std::size_t filter = 0; filter < all_filters; filter += filters_at_once_) {
      const std::size_t filters = std::min(filters_at_once_, all_filters - filter);
      const std::size_t stride = filters * channels;
      for_each_point(block, stride, [&](std::size_t p) {
        matrix_products().transposed_a({.m = filters,
                                        .n = channels,
                                        .k = rows(p),
                                        .a = {outputs + p * block.count * all_filters + filter, all_filters},
                                        .b = {inputs + p * block.count * channels, channels},
                                        .c = {points + p * stride, channels},
                                        .accumulate = block.first != 0});
      });
      if (block.last) {
        in_ranges(stride, 64, shares_of_numbers(2 * sizes_.points * stride),
                  [&](std::size_t begin, std::size_t end) {
                    transform(points + begin, stride, end - begin,
                              slice.gradient_partials[0] + filter * channels + begin, channels * all_filters);
                  });
      }
      if (several_) points += sizes_.points * stride;
    }
  }

 private:
  template <class Number>
  struct Points {
    Number* numbers;
    std::size_t channels;

    Number* of(std::size_t point, const WinogradBlock& block) const {
      return numbers + point * block.count * channels;
    }
  };

  // f(point) for the matrix products of a block, each of `kernels` products a tile.
  template <class F>
  void for_each_point(const WinogradBlock& block, std::size_t kernels, F f) const {
    const auto operations = 2.0 * static_cast<double>(sizes_.points * block.count * kernels);
    in_ranges(sizes_.points, 1, shares_of_operations(operations), [&](std::size_t begin, std::size_t end) {
      for (std::size_t p = begin; p < end; ++p) f(p);
    });
  }

  template <class Rows>
  void multiply(const WinogradBlock& block, Rows rows, const Points<const float>& from, const float* weights,
                const Points<float>& to) const {
    const std::size_t kernels = from.channels * to.channels;
    for_each_point(block, kernels, [&](std::size_t p) {
      matrix_products().plain({.m = rows(p),
                               .n = to.channels,
                               .k = from.channels,
                               .a = {from.of(p, block), from.channels},
                               .b = {weights + p * kernels, to.channels},
                               .c = {to.of(p, block), to.channels}});
    });
  }

  Sizes sizes_;
  std::size_t block_;            // tiles
  bool several_;                 // of a slice
  std::size_t filters_at_once_;  // in the gradient of the weights
};

}  // namespace cae
