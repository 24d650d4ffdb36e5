// The parts that a run's images are divided into.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace cae {

// `training`: those that are trained with. `validation`: the training images that are kept back.
enum class ImageSet { training, test, validation };

constexpr std::string_view to_string(ImageSet set) {
  constexpr std::string_view names[] = {"training", "test", "validation"};
  return names[static_cast<std::size_t>(set)];
}

constexpr std::optional<ImageSet> image_set_named(std::string_view name) {
  for (const ImageSet set : {ImageSet::training, ImageSet::test, ImageSet::validation}) {
    if (name == to_string(set)) return set;
  }
  return std::nullopt;
}

}  // namespace cae
