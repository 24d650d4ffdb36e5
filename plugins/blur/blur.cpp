// Gaussian blur of each channel, with a standard deviation that is uniform in sigma - spread to sigma +
// spread for each image; the image is mirrored at its border. As scipy.ndimage.gaussian_filter with its
// defaults, mode="reflect" and truncate=4.
#include <vector>

#include "support/augmentation.h"
#include "support/gaussian.h"

namespace {

using namespace plugin;

struct Blur {
  static constexpr const char* name = "blur";
  static constexpr const char* summary = "blurs the images with a Gaussian";
  static constexpr std::uint64_t kind = CAE_CORRUPTS_PIXELS;
  static constexpr auto parameters = parameter_list(
      number("sigma", "1", 0.0, 100.0, "standard deviation of the Gaussian, in pixels"),
      number("spread", "0", 0.0, 100.0, "by how much an image's own may be above and below it"),
      last_parameters("once", "true"));

  static bool accepts(const cae_host* host, const cae_value* values) {
    if (values[1].number <= values[0].number) return true;
    host->report_parameter_error(host->context, "spread", "must not be above `sigma`");
    return false;
  }

  explicit Blur(const cae_value* values) : sigma(values[0].number), spread(values[1].number) {}

  void apply(const Image& image) const {
    float u = 0.5F;
    if (spread > 0.0) image.draws.uniform(&u, 1);
    const double own = sigma + spread * (2.0 * u - 1.0);
    const GaussianFilter filter(own);
    for (std::size_t first = 0; first < image.numbers(); first += image.plane()) {
      std::vector<double> plane(image.in + first, image.in + first + image.plane());
      filter.apply(plane, image.height, image.width, Border::mirror);
      std::copy(plane.begin(), plane.end(), image.out + first);
    }
  }

  double sigma, spread;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Blur>();
