// Shot noise: a pixel is the count of photons that arrive, of which one of value 1 gets `peak` in the mean:
// x' = clip(k / peak), k ~ Poisson(max(x, 0) peak). Mean x, variance x / peak. skimage.util.random_noise with
// mode="poisson" does the same with the number of grey levels as the peak.
//
// k is the least number with P(X <= k) > u, u uniform in [0, 1) (scipy.stats.poisson.ppf). P is summed from
// mean - 7 sqrt(mean) on, below which less than 1e-11 lies.
#include <math.h>  // lgamma_r, which shares nothing between threads

#include "support/augmentation.h"

namespace {

using namespace plugin;

// The sum takes as many steps as the deviation is large. Of more photons, which only pixels far above 1 give,
// the noise is less than a thousandth.
constexpr double most_photons = 1e6;

double photons(double mean, double u) {
  if (mean <= 0.0) return 0.0;
  if (mean > most_photons) return mean;
  double k = std::max(0.0, std::floor(mean - 7.0 * std::sqrt(mean)));
  int sign = 0;
  double probability = std::exp(k * std::log(mean) - mean - lgamma_r(k + 1.0, &sign));
  double below = probability;
  const double last = mean + 10.0 + 12.0 * std::sqrt(mean);  // what rounding leaves of the sum ends here
  while (below <= u && k < last) {
    k += 1.0;
    probability *= mean / k;
    below += probability;
  }
  return k;
}

struct Poisson {
  static constexpr const char* name = "poisson";
  static constexpr const char* summary = "counts photons: noise that is stronger the fewer there are";
  static constexpr std::uint64_t kind = CAE_CORRUPTS_PIXELS;
  static constexpr auto parameters =
      parameter_list(number("peak", "30", 0.001, 10000.0, "mean number of photons of a pixel of value 1"),
                     flag("clip", "true", "cut the noisy pixels to 0 to 1"), last_parameters("once", "true"));

  explicit Poisson(const cae_value* values) : peak(values[0].number), clip(values[1].integer != 0) {}

  void apply(const Image& image) const {
    image.draws.uniform(image.out, image.numbers());
    for (std::size_t i = 0; i < image.numbers(); ++i) {
      const double noisy = photons(peak * image.in[i], image.out[i]) / peak;
      image.out[i] = static_cast<float>(clip ? std::clamp(noisy, 0.0, 1.0) : noisy);
    }
  }

  double peak;
  bool clip;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Poisson>();
