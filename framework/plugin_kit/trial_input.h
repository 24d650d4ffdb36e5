// What a plugin is tried with: made images, tables and a model, small and the same everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/plugin/plugin_instance.h"

namespace cae {

enum class TrialNumbers { ordinary, constant, huge, infinite, not_a_number };

struct TrialInput {
  std::int64_t count = 96, height = 8, width = 8, channels = 1;
  bool labels = true;
  bool tables = true;  // of an analysis
  TrialNumbers numbers = TrialNumbers::ordinary;
  ImageSet from = ImageSet::training;  // of an augmentation; others choose theirs
  std::uint32_t epoch = 1;
  std::vector<std::uint32_t> samples = {};  // which images; empty: the first `count`
};
// "batch of 1 image of 5x7x3".
std::string text_of(const TrialInput& input);

// Images, or a layer's output for them; the batch is a view.
struct TrialImages {
  std::vector<float> values = {};
  std::vector<std::uint32_t> samples = {};
  std::vector<std::int64_t> labels = {};
  PluginBatch batch = {};
};
TrialImages make_images(const TrialInput& input);

inline constexpr std::uint64_t trial_seed = 1;  // of all random numbers
// The names of the tables below: of a code of two numbers, and of a layer with places.
inline constexpr const char* code_table = "latent-code";
inline constexpr const char* layer_table = "latent-conv1";
std::vector<Table> make_tables(const TrialInput& input, ImageSet from);
// The same before training.
std::vector<ForeseenTable> foreseen(const std::vector<Table>& tables);

// A model of images of this size, with a code of two numbers and the convolution conv1; untrained, it has no
// numbers. What it returns lives on `weights`.
PluginModel make_model(const TrialInput& input, const std::vector<float>& weights, bool trained);
std::vector<float> make_weights();

}  // namespace cae
