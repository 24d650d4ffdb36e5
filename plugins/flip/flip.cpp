// Flips: left and right change places with probability `horizontal`, top and bottom with probability
// `vertical`. As torchvision's RandomHorizontalFlip and RandomVerticalFlip.
#include "support/augmentation.h"

namespace {

using namespace plugin;

struct Flip {
  static constexpr const char* name = "flip";
  static constexpr const char* summary = "mirrors random images";
  static constexpr std::uint64_t kind = CAE_MOVES_PIXELS;
  static constexpr auto parameters = parameter_list(
      number("horizontal", "0.5", 0.0, 1.0, "share of the images whose left and right change places"),
      number("vertical", "0", 0.0, 1.0, "share of the images whose top and bottom change places"),
      last_parameters("epoch", "false"));

  explicit Flip(const cae_value* values) : horizontal(values[0].number), vertical(values[1].number) {}

  void apply(const Image& image) const {
    float u[2];
    image.draws.uniform(u, 2);
    const bool mirrored = u[0] < horizontal, upside_down = u[1] < vertical;
    for (std::size_t line = 0; line < image.channels * image.height; ++line) {
      const std::size_t y = line % image.height;
      const float* from = image.in + (upside_down ? line - y + image.height - 1 - y : line) * image.width;
      float* to = image.out + line * image.width;
      if (mirrored) {
        std::reverse_copy(from, from + image.width, to);
      } else {
        std::copy_n(from, image.width, to);
      }
    }
  }

  double horizontal, vertical;
};

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Flip>();
