// Cut-out: rectangles, whose centres lie anywhere in the image, are set to `value`; what of them is outside
// is cut off. Source: DeVries and Taylor, "Improved regularization of convolutional neural networks with
// cutout" (2017), with one square; `smallest` below `largest` gives rectangles of random extents, as random
// erasing does (Zhong et al. 2017).
//
// For each rectangle four numbers u are drawn: its height is round((smallest + u0 (largest - smallest)) H),
// at least 1, its width the same with u1 and W; its first row is floor(u2 H) - floor(height / 2), its first
// column the same.
#include <array>
#include <cmath>
#include <vector>

#include "support/augmentation.h"

namespace {

using namespace plugin;

// Pixels from `first` up to `end`.
struct Interval {
  std::size_t first, end;
};

struct CutOut {
  static constexpr const char* name = "cut-out";
  static constexpr const char* summary = "sets random rectangles to one value";
  static constexpr std::uint64_t kind = CAE_CORRUPTS_PIXELS;
  static constexpr auto parameters = parameter_list(
      cae_parameter{"count", CAE_INTEGER, "1", 1.0, 1000.0, nullptr, "rectangles in an image"},
      number("smallest", "0.25", 0.0, 1.0, "least height and width, as a share of the image's"),
      number("largest", "0.5", 0.0, 1.0, "greatest height and width"),
      number("value", "0", least_value, greatest_value, "what their pixels become"),
      last_parameters("once", "true"));

  static bool accepts(const cae_host* host, const cae_value* values) {
    if (values[1].number <= values[2].number) return true;
    host->report_parameter_error(host->context, "smallest", "must not be above `largest`");
    return false;
  }

  explicit CutOut(const cae_value* values)
      : count(static_cast<std::size_t>(values[0].integer)),
        smallest(values[1].number),
        largest(values[2].number),
        value(static_cast<float>(values[3].number)) {}

  void apply(const Image& image) const {
    std::copy_n(image.in, image.numbers(), image.out);
    std::vector<float> drawn(4 * count);
    image.draws.uniform(drawn.data(), drawn.size());
    for (std::size_t i = 0; i < drawn.size(); i += 4) {
      const Interval rows = interval(drawn[i], drawn[i + 2], image.height);
      const Interval columns = interval(drawn[i + 1], drawn[i + 3], image.width);
      for (std::size_t line = 0; line < image.channels * image.height; ++line) {
        const std::size_t y = line % image.height;
        if (y < rows.first || y >= rows.end) continue;
        float* row = image.out + line * image.width;
        std::fill(row + columns.first, row + columns.end, value);
      }
    }
  }

  Interval interval(double size, double centre, std::size_t extent) const {
    const auto all = static_cast<double>(extent);
    const double length = std::max(1.0, std::round((smallest + size * (largest - smallest)) * all));
    const double first = std::floor(centre * all) - std::floor(length / 2.0);
    return {static_cast<std::size_t>(std::max(first, 0.0)),
            static_cast<std::size_t>(std::min(first + length, all))};
  }

  std::size_t count;
  double smallest, largest;
  float value;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<CutOut>();
