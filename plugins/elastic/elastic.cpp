// Elastic distortion: x'(p) = x(p + d(p)), bilinear. Each of the two components of d is alpha times a field
// of numbers uniform in -1 to 1, smoothed by a Gaussian of standard deviation `sigma`, with 0 outside of the
// image. Source: Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to
// visual document analysis" (ICDAR 2003), who take alpha 34 and sigma 4 for images of 29x29.
#include <vector>

#include "support/gaussian.h"
#include "support/resampling.h"

namespace {

using namespace plugin;

struct Elastic {
  static constexpr const char* name = "elastic";
  static constexpr const char* summary = "distorts the images by random smooth fields";
  static constexpr std::uint64_t kind = CAE_MOVES_PIXELS;
  static constexpr auto parameters = parameter_list(
      number("alpha", "34", 0.0, 1e6, "strength: what the smoothed field is multiplied by, in pixels"),
      number("sigma", "4", 0.0, 100.0, "standard deviation of the smoothing, in pixels"), fill_parameter(),
      last_parameters("epoch", "false"));

  explicit Elastic(const cae_value* values)
      : alpha(values[0].number), filter(values[1].number), fill(values[2].number) {}

  void apply(const Image& image) const {
    std::vector<float> drawn(2 * image.plane());
    image.draws.uniform(drawn.data(), drawn.size());
    const std::vector<double> down = field(drawn.data(), image);
    const std::vector<double> right = field(drawn.data() + image.plane(), image);
    resample(image, fill, [&](double y, double x) {
      const std::size_t here = static_cast<std::size_t>(y) * image.width + static_cast<std::size_t>(x);
      return Place{y + down[here], x + right[here]};
    });
  }

  // One component of the displacement, in pixels.
  std::vector<double> field(const float* drawn, const Image& image) const {
    std::vector<double> plane(image.plane());
    for (std::size_t i = 0; i < plane.size(); ++i) plane[i] = 2.0 * drawn[i] - 1.0;
    filter.apply(plane, image.height, image.width, Border::zero);
    for (double& value : plane) value *= alpha;
    return plane;
  }

  double alpha;
  GaussianFilter filter;
  double fill;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Elastic>();
