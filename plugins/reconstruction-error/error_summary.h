// The measures of many images in few numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "image_quality.h"

struct Quantile {
  const char* name;
  double share;
};
inline constexpr std::array<Quantile, 5> quantiles = {
    {{"q05", 0.05}, {"q25", 0.25}, {"median", 0.5}, {"q75", 0.75}, {"q95", 0.95}}};

// Of one measure; between two values it is interpolated in a line, as NumPy does. Needs a value.
double quantile_of(std::vector<double> values, double share);

std::vector<double> values_of(const std::vector<Measures>& all, std::size_t measure);

struct ClassMeans {
  std::size_t images = 0;
  Measures means{};
};

// `labels`: one for each of `all`.
std::map<std::int64_t, ClassMeans> means_by_class(const std::vector<Measures>& all,
                                                  const std::int64_t* labels);

Measures means_of(const std::vector<Measures>& all);

// The images from the worst to the best: a high PSNR or SSIM is good, a high error is bad. Of equally good
// ones the earlier comes first.
std::vector<std::size_t> worst_first(const std::vector<Measures>& all, std::size_t measure);
