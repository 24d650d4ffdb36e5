// How near one image is to another.
#pragma once

#include <array>
#include <cstddef>

struct ImageShape {
  std::size_t channels, height, width;

  std::size_t numbers() const { return channels * height * width; }
};

inline constexpr std::array<const char*, 4> measure_names = {"mse", "mae", "psnr", "ssim"};

// In the order of measure_names.
using Measures = std::array<double, measure_names.size()>;

// The PSNR of equal images, which would be infinite: that of an MSE of 1e-10.
inline constexpr double highest_psnr = 100.0;

// Of C,H,W numbers that are finite, for a range of 1 (from black to white).
Measures measures_of(const float* image, const float* other, const ImageShape& shape);
