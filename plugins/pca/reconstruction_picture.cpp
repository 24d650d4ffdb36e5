#include "reconstruction_picture.h"

#include <algorithm>
#include <vector>

#include "support/tiles.h"

namespace {

constexpr std::size_t most_images = 10;

}  // namespace

bool add_reconstructions(const cae_results& results, const std::string& name, const cae_batch& images,
                         const plugin::PrincipalComponents& components) {
  const std::size_t count = std::min(images.count, most_images);
  const std::size_t pixels = images.channels * images.height * images.width;
  plugin::TilePicture picture({.rows = 3,
                               .columns = count,
                               .height = images.height,
                               .width = images.width,
                               .channels = images.channels});
  if (!picture.begin(results, name)) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const std::vector<double> values = plugin::reconstruction(components, i);
    const std::vector<float> made(values.begin(), values.end());
    picture.draw_image(0, i, images.values + i * pixels);
    picture.draw_image(1, i, made.data());
    picture.draw_image(2, i, images.reconstructions + i * pixels);
  }
  return true;
}
