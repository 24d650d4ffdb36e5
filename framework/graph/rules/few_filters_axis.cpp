#include "framework/graph/rules/few_filters_axis.h"

#include <algorithm>

namespace cae {

FewFiltersAxis::Span FewFiltersAxis::shifts() const {
  Span span;
  bool any = false;
  for (const Phase& phase : phases) {
    for (const ShiftedTap& tap : phase.taps) {
      span = {any ? std::min(span.low, tap.shift) : tap.shift,
              any ? std::max(span.high, tap.shift) : tap.shift};
      any = true;
    }
  }
  return span;
}

FewFiltersAxis::Span FewFiltersAxis::reach() const {
  const auto [low, high] = std::minmax_element(reached.begin(), reached.end());
  return {*low, *high};
}

FewFiltersAxis convolution_axis(std::int64_t sources, std::int64_t kernel, std::int64_t dilation,
                                const Axis& axis) {
  FewFiltersAxis result{
      .sources = sources, .outputs = axis.output, .phases = {{.count = axis.output}}, .reached = {}};
  for (std::int64_t tap = 0; tap < kernel; ++tap) {
    const std::int64_t shift = tap * dilation - axis.padding.before;
    result.phases[0].taps.push_back({tap, shift});
    result.reached.push_back(-shift);
  }
  return result;
}

FewFiltersAxis deconvolution_axis(std::int64_t sources, std::int64_t kernel, std::int64_t stride,
                                  const Axis& axis) {
  const std::int64_t cropped = axis.padding.before;
  FewFiltersAxis result{
      .sources = sources, .outputs = axis.output, .step = stride, .phases = {}, .reached = {}};
  for (std::int64_t first = 0; first < stride; ++first) {
    Phase phase{.first = first,
                .count = std::max<std::int64_t>((axis.output - first + stride - 1) / stride, 0)};
    // A tap meets source s at place s * stride + tap - cropped; larger taps meet earlier sources.
    for (std::int64_t tap = kernel - 1; tap >= 0; --tap) {
      const std::int64_t before = first + cropped - tap;
      if (before % stride == 0) phase.taps.push_back({tap, before / stride});
    }
    result.phases.push_back(std::move(phase));
  }
  for (std::int64_t tap = 0; tap < kernel; ++tap) result.reached.push_back(tap - cropped);
  return result;
}

}  // namespace cae
