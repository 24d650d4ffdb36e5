// Speckle, noise in proportion to the pixel: x' = clip(x + sigma n x), n ~ N(0, 1). As
// skimage.util.random_noise with mode="speckle" and var=sigma^2.
#include "support/augmentation.h"

namespace {

using namespace plugin;

struct Speckle {
  static constexpr const char* name = "speckle";
  static constexpr const char* summary = "adds Gaussian noise in proportion to each pixel";
  static constexpr std::uint64_t kind = CAE_CORRUPTS_PIXELS;
  static constexpr auto parameters = parameter_list(
      number("sigma", "0.3", 0.0, 1e6, "standard deviation of the noise as a share of the pixel"),
      flag("clip", "true", "cut the noisy pixels to 0 to 1"), last_parameters("once", "true"));

  explicit Speckle(const cae_value* values)
      : sigma(static_cast<float>(values[0].number)), clip(values[1].integer != 0) {}

  void apply(const Image& image) const {
    image.draws.normal(image.out, image.numbers());
    for (std::size_t i = 0; i < image.numbers(); ++i) {
      const float noisy = image.in[i] + sigma * image.out[i] * image.in[i];
      image.out[i] = clip ? std::clamp(noisy, 0.0F, 1.0F) : noisy;
    }
  }

  float sigma;
  bool clip;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Speckle>();
