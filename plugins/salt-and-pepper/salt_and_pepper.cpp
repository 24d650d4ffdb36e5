// Salt-and-pepper noise: with probability `rate` a number of the image becomes `high` (salt, with probability
// `salt`) or `low` (pepper). As skimage.util.random_noise with mode="s&p", amount=rate, salt_vs_pepper=salt.
#include "support/augmentation.h"

namespace {

using namespace plugin;

struct SaltAndPepper {
  static constexpr const char* name = "salt-and-pepper";
  static constexpr const char* summary = "sets random pixels to black or white";
  static constexpr std::uint64_t kind = CAE_CORRUPTS_PIXELS;
  static constexpr auto parameters = parameter_list(
      number("rate", "0.1", 0.0, 1.0, "share of the pixels that are replaced"),
      number("salt", "0.5", 0.0, 1.0, "share of these that become white"),
      number("low", "0", least_value, greatest_value, "what black is"),
      number("high", "1", least_value, greatest_value, "what white is"),
      flag("whole_pixels", "false", "replace all channels of a pixel together, instead of each by itself"),
      last_parameters("once", "true"));

  explicit SaltAndPepper(const cae_value* values)
      : rate(values[0].number),
        white(values[0].number * values[1].number),
        low(static_cast<float>(values[2].number)),
        high(static_cast<float>(values[3].number)),
        whole_pixels(values[4].integer != 0) {}

  void apply(const Image& image) const {
    draw_chances(image, whole_pixels);
    for (std::size_t i = 0; i < image.numbers(); ++i) {
      const double chance = image.out[i];
      image.out[i] = chance >= rate ? image.in[i] : chance < white ? high : low;
    }
  }

  double rate, white;
  float low, high;
  bool whole_pixels;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<SaltAndPepper>();
