// The parts that a run's images are divided into.
#pragma once

#include <cstddef>
#include <string_view>

namespace cae {

// `training`: those that are trained with. `validation`: the training images that are kept back.
enum class ImageSet { training, test, validation };

constexpr std::string_view to_string(ImageSet set) {
  constexpr std::string_view names[] = {"training", "test", "validation"};
  return names[static_cast<std::size_t>(set)];
}

}  // namespace cae
