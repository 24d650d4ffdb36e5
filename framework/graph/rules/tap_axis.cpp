#include "framework/graph/rules/tap_axis.h"

#include "framework/graph/rules/interpolation.h"
#include "framework/graph/rules/kernel_support.h"

namespace cae {
namespace {

// Every source with every tap; add_shares(place, tap, shares) for each tap of each place.
template <class F>
TapAxis plain_axis(std::int64_t sources, std::int64_t kernel, const Axis& axis, F add_shares) {
  TapAxis result{.sources = size_of(sources),
                 .taps = size_of(kernel),
                 .parts = {{.count = size_of(sources), .weights = size_of(kernel)}},
                 .places = {}};
  for (std::int64_t place = 0; place < axis.output; ++place) {
    std::vector<Share>& shares = result.places.emplace_back();
    for (std::int64_t tap = 0; tap < kernel; ++tap) add_shares(place, tap, shares);
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
    std::vector<Share>& shares = result.places.emplace_back();
    shares.push_back({size_of(last - first)});
    for (std::int64_t source = place / factor; source < last; ++source) {
      const std::int64_t before = (source + 1) * factor - place;
      shares.push_back({whole.products() + size_of(source * (kernel - 1) + before - 1)});
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
  return plain_axis(sources, kernel, axis,
                    [&](std::int64_t place, std::int64_t tap, std::vector<Share>& shares) {
                      const std::int64_t repeated = place + tap - axis.padding.before;
                      if (repeated >= 0 && repeated < sources * factor)
                        shares.push_back({size_of(repeated / factor * kernel + tap)});
                    });
}

TapAxis interpolated_axis(std::int64_t sources, std::int64_t factor, std::int64_t kernel, const Axis& axis) {
  const std::vector<Between> upsampled = interpolate(sources, factor, false);
  return plain_axis(
      sources, kernel, axis, [&](std::int64_t place, std::int64_t tap, std::vector<Share>& shares) {
        const std::int64_t row = place + tap - axis.padding.before;
        if (row < 0 || row >= sources * factor) return;
        const Between& between = upsampled[size_of(row)];
        const bool apart = between.low != between.high && between.weight > 0.0F;
        shares.push_back({size_of(between.low * kernel + tap), apart ? 1.0F - between.weight : 1.0F});
        if (apart) shares.push_back({size_of(between.high * kernel + tap), between.weight});
      });
}

}  // namespace cae
