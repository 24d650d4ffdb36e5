// Rotation about the image's centre by an angle that is uniform in -`degrees` to `degrees`, counterclockwise
// where it is positive; bilinear. As scipy.ndimage.rotate with reshape=False, order=1, mode="grid-constant";
// torchvision's RandomRotation.
#include <numbers>

#include "support/resampling.h"

namespace {

using namespace plugin;

struct Rotate {
  static constexpr const char* name = "rotate";
  static constexpr const char* summary = "rotates the images by random angles";
  static constexpr std::uint64_t kind = CAE_MOVES_PIXELS;
  static constexpr auto parameters =
      parameter_list(number("degrees", "15", 0.0, 180.0, "greatest angle, to either side"), fill_parameter(),
                     last_parameters("epoch", "false"));

  explicit Rotate(const cae_value* values)
      : greatest(values[0].number * std::numbers::pi / 180.0), fill(values[1].number) {}

  void apply(const Image& image) const {
    float u = 0.0F;
    image.draws.uniform(&u, 1);
    const double angle = greatest * (2.0 * u - 1.0);
    const double cosine = std::cos(angle), sine = std::sin(angle);
    const Place centre = centre_of(image);
    resample(image, fill, [&](double y, double x) {
      const Place from{y - centre.y, x - centre.x};
      return Place{centre.y + sine * from.x + cosine * from.y, centre.x + cosine * from.x - sine * from.y};
    });
  }

  double greatest, fill;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Rotate>();
