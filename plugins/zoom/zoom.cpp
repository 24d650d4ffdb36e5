// Zoom about the image's centre c by a factor f that is uniform in `smallest` to `largest`, above 1
// enlarging: x'(p) = x(c + (p - c) / f), bilinear. As scipy.ndimage.affine_transform with order=1,
// mode="grid-constant"; `scale` of torchvision's RandomAffine.
#include "support/resampling.h"

namespace {

using namespace plugin;

struct Zoom {
  static constexpr const char* name = "zoom";
  static constexpr const char* summary = "enlarges and reduces the images by random factors";
  static constexpr std::uint64_t kind = CAE_MOVES_PIXELS;
  static constexpr auto parameters = parameter_list(
      number("smallest", "0.9", 0.01, 100.0, "least factor; below 1 the image becomes smaller"),
      number("largest", "1.1", 0.01, 100.0, "greatest factor"),
      flag("keep_aspect", "true", "one factor for height and width, instead of one for each"),
      fill_parameter(), last_parameters("epoch", "false"));

  static bool accepts(const cae_host* host, const cae_value* values) {
    if (values[0].number <= values[1].number) return true;
    host->report_parameter_error(host->context, "smallest", "must not be above `largest`");
    return false;
  }

  explicit Zoom(const cae_value* values)
      : smallest(values[0].number),
        largest(values[1].number),
        keep_aspect(values[2].integer != 0),
        fill(values[3].number) {}

  void apply(const Image& image) const {
    float u[2];
    image.draws.uniform(u, 2);
    const double factor_y = smallest + u[0] * (largest - smallest);
    const double factor_x = keep_aspect ? factor_y : smallest + u[1] * (largest - smallest);
    const Place centre = centre_of(image);
    resample(image, fill, [&](double y, double x) {
      return Place{centre.y + (y - centre.y) / factor_y, centre.x + (x - centre.x) / factor_x};
    });
  }

  double smallest, largest;
  bool keep_aspect;
  double fill;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Zoom>();
