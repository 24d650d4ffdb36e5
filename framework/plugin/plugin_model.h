// What an analysis may ask of a trained model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace cae {

struct PluginArray {
  std::string name = {};                // "conv1.weight"
  std::vector<std::size_t> sizes = {};  // row-major
  std::span<const float> values = {};   // empty before training
};

struct PluginModel {
  std::size_t code_units = 0;                       // 0: nothing decodes a code alone
  std::size_t channels = 1, height = 1, width = 1;  // of a reconstruction
  // From codes, one after the other, to images; both in C,H,W order. Throws a Failure. Empty before training.
  std::function<void(std::span<const float> codes, std::span<float> images)> decode = {};
  std::vector<PluginArray> parameters = {};
};

}  // namespace cae
