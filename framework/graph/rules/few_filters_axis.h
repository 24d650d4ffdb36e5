// One axis of a layer that gives few channels, in a form that convolutions of stride 1 and transposed
// convolutions of any stride share: which source pixels, with which taps, each place of the output is made
// of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "framework/graph/rules/sliding.h"

namespace cae {

// A tap of the kernel, and the source that it meets at place k: k + shift.
struct ShiftedTap {
  std::int64_t tap = 0;
  std::int64_t shift = 0;
};

// The places first, first + step, ... of the output, which are made by the same taps.
struct Phase {
  std::int64_t first = 0;
  std::int64_t count = 0;
  std::vector<ShiftedTap> taps = {};  // by shift
};

struct FewFiltersAxis {
  std::int64_t sources = 1;
  std::int64_t outputs = 1;
  std::int64_t step = 1;      // between the places of a phase
  std::vector<Phase> phases;  // `step` of them
  // Of each tap: source i is part of the output at step * i + that.
  std::vector<std::int64_t> reached;

  // The least and the largest of all shifts, and of `reached`.
  struct Span {
    std::int64_t low = 0;
    std::int64_t high = 0;
  };
  Span shifts() const;
  Span reach() const;
};

// Of a convolution of stride 1.
FewFiltersAxis convolution_axis(std::int64_t sources, std::int64_t kernel, std::int64_t dilation,
                                const Axis& axis);
// Of a transposed convolution; `axis` as slide_transposed gives it.
FewFiltersAxis deconvolution_axis(std::int64_t sources, std::int64_t kernel, std::int64_t stride,
                                  const Axis& axis);

}  // namespace cae
