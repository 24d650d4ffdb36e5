// Gaussian noise, for denoising autoencoders: x' = clip(x + sigma n), n ~ N(0, 1). Source: Vincent et al.,
// "Extracting and composing robust features with denoising autoencoders" (ICML 2008).
#include "support/augmentation.h"

namespace {

using namespace plugin;

struct GaussianNoise {
  static constexpr const char* name = "gaussian-noise";
  static constexpr const char* summary = "adds Gaussian noise";
  static constexpr std::uint64_t kind = CAE_CORRUPTS_PIXELS;
  static constexpr auto parameters = parameter_list(
      number("sigma", "0.1", 0.0, CAE_HIGHEST, "standard deviation of the noise; pixels are in 0 to 1"),
      flag("clip", "true", "cut the noisy pixels to 0 to 1"), last_parameters("once", "true"));

  explicit GaussianNoise(const cae_value* values)
      : sigma(static_cast<float>(values[0].number)), clip(values[1].integer != 0) {}

  void apply(const Image& image) const {
    image.draws.normal(image.out, image.numbers());
    for (std::size_t i = 0; i < image.numbers(); ++i) {
      const float noisy = image.in[i] + sigma * image.out[i];
      image.out[i] = clip ? std::clamp(noisy, 0.0F, 1.0F) : noisy;
    }
  }

  float sigma;
  bool clip;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<GaussianNoise>();
