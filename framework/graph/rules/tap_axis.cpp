#include "framework/graph/rules/tap_axis.h"

#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

// Every source with every tap; source_of(place, tap) is the row that a tap meets, or outside of all.
template <class F>
TapAxis plain_axis(std::int64_t sources, std::int64_t kernel, const Axis& axis, F source_of) {
  TapAxis result{.sources = size_of(sources),
                 .taps = size_of(kernel),
                 .parts = {{.count = size_of(sources), .weights = size_of(kernel)}},
                 .places = {}};
  for (std::int64_t place = 0; place < axis.output; ++place) {
    std::vector<std::size_t>& products = result.places.emplace_back();
    for (std::int64_t tap = 0; tap < kernel; ++tap) {
      const std::int64_t source = source_of(place, tap);
      if (source >= 0 && source < sources) products.push_back(size_of(source * kernel + tap));
    }
  }
  return result;
}

// By differences; nothing may be padded.
TapAxis difference_axis(std::int64_t sources, std::int64_t factor, std::int64_t kernel, std::int64_t output) {
  const std::int64_t first = (kernel - 1) / factor;  // the last source under the first window
  const AxisPart whole{.first = size_of(first),
                       .count = size_of(sources - first),
                       .first_weight = size_of(kernel - 1),
                       .weights = 1};
  const AxisPart borders{
      .differences = true, .count = size_of(sources - 1), .first_weight = 0, .weights = size_of(kernel - 1)};
  TapAxis result{.sources = size_of(sources),
                 .taps = size_of(kernel),
                 .running_sums = true,
                 .parts = {whole},
                 .places = {}};
  if (borders.products() > 0) result.parts.push_back(borders);
  for (std::int64_t place = 0; place < output; ++place) {
    const std::int64_t last = (place + kernel - 1) / factor;
    std::vector<std::size_t>& products = result.places.emplace_back();
    products.push_back(size_of(last - first));
    for (std::int64_t source = place / factor; source < last; ++source) {
      const std::int64_t before = (source + 1) * factor - place;
      products.push_back(whole.products() + size_of(source * (kernel - 1) + before - 1));
    }
  }
  return result;
}

}  // namespace

TapAxis repeated_axis(std::int64_t sources, std::int64_t factor, std::int64_t kernel, const Axis& axis) {
  const bool padded = axis.padding.before != 0 || axis.padding.after != 0;
  const std::int64_t by_differences = sources - (kernel - 1) / factor + (sources - 1) * (kernel - 1);
  if (!padded && by_differences < sources * kernel)
    return difference_axis(sources, factor, kernel, axis.output);
  return plain_axis(sources, kernel, axis, [&](std::int64_t place, std::int64_t tap) {
    const std::int64_t repeated = place + tap - axis.padding.before;
    return repeated < 0 ? -1 : repeated / factor;
  });
}

TapAxis transposed_axis(std::int64_t sources, std::int64_t stride, std::int64_t kernel, const Axis& axis) {
  return plain_axis(sources, kernel, axis, [&](std::int64_t place, std::int64_t tap) {
    const std::int64_t spread = place + axis.padding.before - tap;
    return spread < 0 || spread % stride != 0 ? -1 : spread / stride;
  });
}

}  // namespace cae
