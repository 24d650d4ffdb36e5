// Masking noise: with probability `rate` a number of the image becomes `value`. Source: Vincent et al.,
// "Stacked denoising autoencoders" (JMLR 11, 2010), section 3.3.
#include "support/augmentation.h"

namespace {

using namespace plugin;

struct Masking {
  static constexpr const char* name = "masking";
  static constexpr const char* summary = "sets random pixels to one value";
  static constexpr std::uint64_t kind = CAE_CORRUPTS_PIXELS;
  static constexpr auto parameters = parameter_list(
      number("rate", "0.25", 0.0, 1.0, "share of the pixels that are masked"),
      number("value", "0", least_value, greatest_value, "what they become"),
      flag("whole_pixels", "false", "mask all channels of a pixel together, instead of each by itself"),
      last_parameters("once", "true"));

  explicit Masking(const cae_value* values)
      : rate(values[0].number),
        value(static_cast<float>(values[1].number)),
        whole_pixels(values[2].integer != 0) {}

  void apply(const Image& image) const {
    draw_chances(image, whole_pixels);
    for (std::size_t i = 0; i < image.numbers(); ++i)
      image.out[i] = double{image.out[i]} < rate ? value : image.in[i];
  }

  double rate;
  float value;
  bool whole_pixels;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Masking>();
