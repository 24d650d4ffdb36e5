// Pictures of tiles in rows and columns: images, or numbers in colours.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cae_plugin.h"

namespace plugin {

using Colour = std::array<std::uint8_t, 3>;

// From 0, black, to 1, white; NaN is black.
inline std::uint8_t shade(double value) {
  return static_cast<std::uint8_t>(std::lround(255.0 * (value > 0.0 ? std::min(value, 1.0) : 0.0)));
}

// From -1, blue, through almost white to 1, red: ColorBrewer's "RdBu" (Brewer, 2003). NaN is blue.
inline Colour diverging(double value) {
  constexpr std::array<std::array<double, 3>, 5> stops = {
      {{33, 102, 172}, {146, 197, 222}, {247, 247, 247}, {244, 165, 130}, {178, 24, 43}}};
  const double at = (value > -1.0 ? std::min(value, 1.0) + 1.0 : 0.0) * 2.0;
  const std::size_t first = std::min<std::size_t>(static_cast<std::size_t>(at), stops.size() - 2);
  Colour colour{};
  for (std::size_t i = 0; i < colour.size(); ++i) {
    const double part = at - static_cast<double>(first);
    colour[i] = static_cast<std::uint8_t>(std::lround(std::lerp(stops[first][i], stops[first + 1][i], part)));
  }
  return colour;
}

struct Tiling {
  std::size_t rows, columns;  // of tiles
  std::size_t height, width;  // of an image, in numbers
  std::size_t channels = 1;   // of an image; of neither 1 nor 3, or of one pixel, they are tiles side by side
  std::size_t gap = 4;        // pixels between tiles, each in a grey frame; 0: no frames
  std::size_t group = 0;      // so many rows belong together, with more space between groups; 0: all
  // So many columns on the left and on the right stand apart.
  std::size_t first_columns = 0, last_columns = 0;
};

// Each number of a tile is a square of pixels, or where tiles are large a pixel is the mean of a square of
// numbers.
class TilePicture {
 public:
  explicit TilePicture(const Tiling& tiling) : tiling_(tiling), image_(tiling) {
    tiling_.height *= lines();
    tiling_.width *= channels_in_line();
    fit();
  }

  std::size_t width() const { return left(tiling_.columns); }
  std::size_t height() const { return top(tiling_.rows); }

  // Adds the picture, all white; false if the host refuses it.
  bool begin(const cae_results& results, const std::string& name) {
    pixels_ = results.add_picture(results.context, name.c_str(), width(), height());
    if (pixels_ != nullptr) std::fill_n(pixels_, width() * height() * 3, std::uint8_t{255});
    return pixels_ != nullptr;
  }

  // Of C,H,W numbers from 0 to 1: three channels are red, green and blue, others grey.
  void draw_image(std::size_t row, std::size_t column, const float* image) {
    if (image_.channels == 3 && !beside_each_other()) return draw_colours(row, column, image);
    draw_grey(row, column, plane_of(image).data(), 1.0);
  }

  // Of 3,H,W numbers from 0 to 1: red, green and blue.
  void draw_colours(std::size_t row, std::size_t column, const float* image) {
    const std::size_t plane = tiling_.height * tiling_.width;
    paint(row, column, [&](std::size_t y, std::size_t x) {
      return Colour{shade(mean_at(image, y, x)), shade(mean_at(image + plane, y, x)),
                    shade(mean_at(image + 2 * plane, y, x))};
    });
  }

  // An image of one channel or of several beside each other as one plane: what draw_signed() takes. Of three
  // channels the first. Places that are left over are 0.
  std::vector<float> plane_of(const float* image) const {
    std::vector<float> plane(tiling_.height * tiling_.width);
    const std::size_t shown = beside_each_other() ? image_.channels : 1;
    for (std::size_t channel = 0; channel < shown; ++channel) {
      const std::size_t top = channel / channels_in_line() * image_.height;
      const std::size_t left = channel % channels_in_line() * image_.width;
      for (std::size_t y = 0; y < image_.height; ++y, image += image_.width)
        std::copy_n(image, image_.width, plane.data() + (top + y) * tiling_.width + left);
    }
    return plane;
  }

  // Whether each channel is a tile of its own; else they are colours, or there is one.
  bool beside_each_other() const {
    return image_.channels != 1 && (image_.channels != 3 || image_.height * image_.width == 1);
  }

  // Of H,W numbers of a tile, from -largest, blue, to largest, red.
  void draw_signed(std::size_t row, std::size_t column, const float* plane, double largest) {
    const double divisor = largest > 0.0 ? largest : 1.0;
    paint(row, column,
          [&](std::size_t y, std::size_t x) { return diverging(mean_at(plane, y, x) / divisor); });
  }

  // Of H,W numbers of a tile, from 0, black, to `largest`, white.
  void draw_grey(std::size_t row, std::size_t column, const float* plane, double largest) {
    const double divisor = largest > 0.0 ? largest : 1.0;
    paint(row, column, [&](std::size_t y, std::size_t x) {
      const std::uint8_t grey = shade(mean_at(plane, y, x) / divisor);
      return Colour{grey, grey, grey};
    });
  }

 private:
  static constexpr std::size_t usual_side = 84, most_scale = 16, largest_tile = 256, longest_side = 4096;

  std::size_t channels_in_line() const {
    std::size_t columns = 1;
    while (beside_each_other() && columns * columns < image_.channels) ++columns;
    return columns;
  }
  std::size_t lines() const {
    return beside_each_other() ? (image_.channels + channels_in_line() - 1) / channels_in_line() : 1;
  }

  bool too_long() const { return std::max(width(), height()) > longest_side; }

  void fit() {
    const std::size_t side = std::max(tiling_.height, tiling_.width);
    scale_ = std::clamp<std::size_t>(usual_side / side, 1, most_scale);
    while (scale_ > 1 && too_long()) --scale_;
    shrink_ = (side + largest_tile - 1) / largest_tile;
    while (shrink_ < side && too_long()) ++shrink_;
  }

  // Pixels of so many numbers.
  std::size_t fitted(std::size_t numbers) const { return (numbers + shrink_ - 1) / shrink_ * scale_; }

  std::size_t top(std::size_t row) const {
    const std::size_t groups = tiling_.group == 0 ? 0 : std::min(row, tiling_.rows - 1) / tiling_.group;
    return tiling_.gap + row * (fitted(tiling_.height) + tiling_.gap) + groups * 2 * tiling_.gap;
  }
  std::size_t left(std::size_t column) const {
    const std::size_t breaks =
        (tiling_.first_columns > 0 && column >= tiling_.first_columns ? 1 : 0) +
        (tiling_.last_columns > 0 && column >= tiling_.columns - tiling_.last_columns ? 1 : 0);
    return tiling_.gap + column * (fitted(tiling_.width) + tiling_.gap) + breaks * 2 * tiling_.gap;
  }

  void set(std::size_t y, std::size_t x, const Colour& colour) {
    std::copy(colour.begin(), colour.end(), pixels_ + (y * width() + x) * 3);
  }

  // `colour`: of the number, or square of numbers, at y, x.
  template <class ColourAt>
  void paint(std::size_t row, std::size_t column, ColourAt&& colour_at) {
    const std::size_t high = fitted(tiling_.height), wide = fitted(tiling_.width);
    if (tiling_.gap > 0) frame(top(row) - 1, left(column) - 1, high + 2, wide + 2);
    for (std::size_t y = 0; y < high; ++y) {
      for (std::size_t x = 0; x < wide; ++x)
        set(top(row) + y, left(column) + x, colour_at(y / scale_, x / scale_));
    }
  }

  void frame(std::size_t y, std::size_t x, std::size_t high, std::size_t wide) {
    for (std::size_t i = 0; i < high * wide; ++i) set(y + i / wide, x + i % wide, Colour{176, 176, 176});
  }

  double mean_at(const float* plane, std::size_t y, std::size_t x) const {
    const std::size_t bottom = std::min((y + 1) * shrink_, tiling_.height);
    const std::size_t right = std::min((x + 1) * shrink_, tiling_.width);
    double sum = 0.0;
    for (std::size_t i = y * shrink_; i < bottom; ++i) {
      for (std::size_t j = x * shrink_; j < right; ++j)
        sum += static_cast<double>(plane[i * tiling_.width + j]);
    }
    return sum / static_cast<double>((bottom - y * shrink_) * (right - x * shrink_));
  }

  Tiling tiling_;  // with the size of a tile
  Tiling image_;   // with that of an image
  std::size_t scale_ = 1, shrink_ = 1;
  std::uint8_t* pixels_ = nullptr;
};

}  // namespace plugin
