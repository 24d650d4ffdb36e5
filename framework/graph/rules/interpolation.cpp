#include "framework/graph/rules/interpolation.h"

#include <algorithm>

namespace cae {

std::vector<Between> interpolate(std::int64_t size, std::int64_t factor, bool nearest) {
  std::vector<Between> result;
  for (std::int64_t i = 0; i < size * factor; ++i) {
    if (nearest) {
      result.push_back({i / factor, i / factor, 0.0F});
      continue;
    }
    // Half-pixel centres: the source of output i is (i + 0.5) / factor - 0.5, clamped to the image.
    const double source = std::max((static_cast<double>(i) + 0.5) / static_cast<double>(factor) - 0.5, 0.0);
    const auto low = std::min(static_cast<std::int64_t>(source), size - 1);
    result.push_back(
        {low, std::min(low + 1, size - 1), static_cast<float>(source - static_cast<double>(low))});
  }
  return result;
}

AttributeSpec upsampling_mode_attribute() {
  return {.name = "mode",
          .type = AttributeType::choice,
          .positional = true,
          .default_value = std::string("nearest"),
          .words = {"nearest", "bilinear"},
          .help = "nearest or bilinear"};
}

}  // namespace cae
