#include "framework/graph/rules/few_filters_axis.h"

#include <algorithm>

namespace cae {
namespace {

FewFiltersAxis::Span span_of(const std::vector<std::int64_t>& targets) {
  return targets.empty() ? FewFiltersAxis::Span{} : FewFiltersAxis::Span{targets.front(), targets.back()};
}

// Rounded down.
std::int64_t quotient(std::int64_t number, std::int64_t divisor) {
  return number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor);
}

// With all places of the output in phases that no tap leads to yet.
FewFiltersAxis empty_axis(std::int64_t sources, std::int64_t kernel, std::int64_t step, const Axis& axis) {
  FewFiltersAxis result{.sources = sources,
                        .outputs = axis.output,
                        .kernel = kernel,
                        .step = step,
                        .phases = {},
                        .outputs_of_source = {}};
  for (std::int64_t first = 0; first < step; ++first) {
    const std::int64_t count = (axis.output - first + step - 1) / step;
    result.phases.push_back({.first = first, .count = std::max<std::int64_t>(count, 0)});
  }
  return result;
}

}  // namespace

std::vector<std::int64_t> targets_of(const std::vector<TapWay>& ways) {
  std::vector<std::int64_t> targets;
  for (const TapWay& way : ways) targets.push_back(way.to);
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  return targets;
}

FewFiltersAxis::Span FewFiltersAxis::source_span() const {
  std::vector<TapWay> all;
  for (const Phase& phase : phases) all.insert(all.end(), phase.sources.begin(), phase.sources.end());
  return span_of(targets_of(all));
}

FewFiltersAxis::Span FewFiltersAxis::output_span() const {
  return span_of(targets_of(outputs_of_source));
}

FewFiltersAxis convolution_axis(std::int64_t sources, std::int64_t kernel, std::int64_t dilation,
                                const Axis& axis) {
  FewFiltersAxis result = empty_axis(sources, kernel, 1, axis);
  for (std::int64_t tap = 0; tap < kernel; ++tap) {
    const std::int64_t shift = tap * dilation - axis.padding.before;
    result.phases[0].sources.push_back({tap, shift});
    result.outputs_of_source.push_back({tap, -shift});
  }
  return result;
}

FewFiltersAxis repetition_axis(std::int64_t sources, std::int64_t factor, std::int64_t kernel,
                               const Axis& axis) {
  FewFiltersAxis result = empty_axis(sources, kernel, factor, axis);
  for (std::int64_t tap = 0; tap < kernel; ++tap) {
    const std::int64_t shift = tap - axis.padding.before;
    for (Phase& phase : result.phases) phase.sources.push_back({tap, quotient(phase.first + shift, factor)});
    for (std::int64_t repeat = 0; repeat < factor; ++repeat)
      result.outputs_of_source.push_back({tap, repeat - shift});
  }
  return result;
}

FewFiltersAxis deconvolution_axis(std::int64_t sources, std::int64_t kernel, std::int64_t stride,
                                  const Axis& axis) {
  FewFiltersAxis result = empty_axis(sources, kernel, stride, axis);
  for (std::int64_t tap = 0; tap < kernel; ++tap) {
    const std::int64_t shift = tap - axis.padding.before;
    for (Phase& phase : result.phases) {
      if ((phase.first - shift) % stride == 0) phase.sources.push_back({tap, (phase.first - shift) / stride});
    }
    result.outputs_of_source.push_back({tap, shift});
  }
  return result;
}

}  // namespace cae
