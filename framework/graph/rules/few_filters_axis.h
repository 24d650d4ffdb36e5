// One axis of a layer that gives few channels, in a form that convolutions of stride 1, convolutions of
// repeated rows and transposed convolutions share: which source pixels, with which taps, each place of the
// output is made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "framework/graph/rules/sliding.h"

namespace cae {

// A tap of the kernel, and where it leads: from place k of a phase to the source k + to; or from source i to
// the output step * i + to.
struct TapWay {
  std::int64_t tap = 0;
  std::int64_t to = 0;
};

// The different `to`, rising.
std::vector<std::int64_t> targets_of(const std::vector<TapWay>& ways);

// The places first, first + step, ... of the output, which are made by the same taps.
struct Phase {
  std::int64_t first = 0;
  std::int64_t count = 0;
  std::vector<TapWay> sources = {};
};

struct FewFiltersAxis {
  std::int64_t sources = 1;
  std::int64_t outputs = 1;
  std::int64_t kernel = 1;
  std::int64_t step = 1;      // between the places of a phase
  std::vector<Phase> phases;  // `step` of them
  std::vector<TapWay> outputs_of_source;

  // The least and the largest place that any tap leads to.
  struct Span {
    std::int64_t low = 0;
    std::int64_t high = 0;
  };
  Span source_span() const;
  Span output_span() const;
};

// Of a convolution of stride 1.
FewFiltersAxis convolution_axis(std::int64_t sources, std::int64_t kernel, std::int64_t dilation,
                                const Axis& axis);
// Of a convolution of stride 1 over rows that are repeated `factor` times: neighbouring taps lead to one
// source.
FewFiltersAxis repetition_axis(std::int64_t sources, std::int64_t factor, std::int64_t kernel,
                               const Axis& axis);
// Of a transposed convolution; `axis` as slide_transposed gives it.
FewFiltersAxis deconvolution_axis(std::int64_t sources, std::int64_t kernel, std::int64_t stride,
                                  const Axis& axis);

}  // namespace cae
