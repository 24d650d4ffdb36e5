// A model that writes down the codes that it is given, and makes an image of 1x2 pixels of each: its first
// two numbers.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "framework/plugin/plugin_model.h"

namespace cae::test {

struct SeeingModel {
  std::size_t units;
  std::shared_ptr<std::vector<float>> seen = std::make_shared<std::vector<float>>();

  PluginModel model() const {
    return {.code_units = units,
            .channels = 1,
            .height = 1,
            .width = 2,
            .decode =
                [units = units, seen = seen](std::span<const float> codes, std::span<float> images) {
                  seen->insert(seen->end(), codes.begin(), codes.end());
                  for (std::size_t i = 0; i < images.size(); ++i)
                    images[i] = codes[i / 2 * units + (units == 1 ? 0 : i % 2)];
                },
            .parameters = {}};
  }
};

}  // namespace cae::test
