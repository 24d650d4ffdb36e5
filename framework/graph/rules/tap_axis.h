// What a layer that computes its products once, at its input's resolution, multiplies along one axis, and
// which of the products make up each row (or column) of its output.
//
// As they are, every source pixel is multiplied with every tap. Where a convolution slides over repeated rows
// fewer products are enough: with w_0 + ... + w_j called W_j and a window that covers the sources s, s+1, ...
// t, summation by parts (Abel) gives
//   y = W_{k-1} x_t + the sum, over each boundary between two sources s|s+1 with b taps before it, of W_{b-1}
//   (x_s - x_{s+1}),
// so each output needs one product of a source and one of a difference for each boundary in its window, and
// windows within one source give the same output. n sources need n + (n-1)(k-1) products in place of n k.
#pragma once

#include <cstddef>
#include <vector>

#include "framework/graph/rules/sliding.h"

namespace cae {

// Operands that are multiplied with the same weights: the rows first, first + 1, ... as they are, or each
// less the one after it.
struct AxisPart {
  bool differences = false;
  std::size_t first = 0;
  std::size_t count = 0;
  std::size_t first_weight = 0;
  std::size_t weights = 0;

  std::size_t products() const { return count * weights; }
};

constexpr std::size_t most_parts = 2;

// A product that a place of the output is made of, and how much of it.
struct Share {
  std::size_t product;  // numbered part by part, operand by operand, weight by weight
  float amount = 1.0F;
};

struct TapAxis {
  std::size_t sources = 0;
  std::size_t taps = 0;
  bool running_sums = false;               // weight j is the sum of the taps 0 to j, else tap j
  std::vector<AxisPart> parts;             // up to most_parts; together they have each weight once
  std::vector<std::vector<Share>> places;  // of the output
};

// The axis of a convolution of stride 1 over `sources` rows that are repeated `factor` times.
TapAxis repeated_axis(std::int64_t sources, std::int64_t factor, std::int64_t kernel, const Axis& axis);
// ... or upsampled by bilinear interpolation: a tap meets two sources, and has a share of each product.
TapAxis interpolated_axis(std::int64_t sources, std::int64_t factor, std::int64_t kernel, const Axis& axis);

}  // namespace cae
