// Shift: x'(y, x) = x(y - dy, x - dx) with dy and dx uniform in -`y` to `y` and -`x` to `x` pixels, whole
// numbers of them unless told otherwise (then bilinear). As scipy.ndimage.shift with order=1,
// mode="grid-constant"; `translate` of torchvision's RandomAffine, in pixels.
#include "support/resampling.h"

namespace {

using namespace plugin;

struct Shift {
  static constexpr const char* name = "shift";
  static constexpr const char* summary = "shifts the images by random distances";
  static constexpr std::uint64_t kind = CAE_MOVES_PIXELS;
  static constexpr auto parameters = parameter_list(
      number("x", "2", 0.0, 1e6, "greatest distance to the left and right, in pixels"),
      number("y", "2", 0.0, 1e6, "greatest distance up and down, in pixels"),
      flag("whole", "true", "shift by whole pixels; otherwise between them, which blurs a little"),
      fill_parameter(), last_parameters("epoch", "false"));

  explicit Shift(const cae_value* values)
      : greatest{values[1].number, values[0].number}, whole(values[2].integer != 0), fill(values[3].number) {}

  void apply(const Image& image) const {
    float u[2];
    image.draws.uniform(u, 2);
    const Place by{distance(greatest.y, u[0]), distance(greatest.x, u[1])};
    resample(image, fill, [&](double y, double x) { return Place{y - by.y, x - by.x}; });
  }

  double distance(double most, double u) const {
    if (!whole) return most * (2.0 * u - 1.0);
    const double pixels = std::floor(most);
    return std::floor(u * (2.0 * pixels + 1.0)) - pixels;
  }

  Place greatest;
  bool whole;
  double fill;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Shift>();
