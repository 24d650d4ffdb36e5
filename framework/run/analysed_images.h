// The images that an extractor or an analysis asks for.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "framework/data/dataset.h"
#include "framework/graph/shape.h"
#include "framework/plugin/plugin_host.h"

namespace cae {

struct AnalysedImages {
  const Dataset& images;
  ImageSet from = ImageSet::test;
  std::vector<std::uint32_t> samples = {};  // in rising order
  std::vector<std::int64_t> labels = {};    // of the samples; empty where the dataset has none
};

// `validation`: the training images that the run keeps back. Without test images the training images are
// taken in their place; training images are those that were trained with.
AnalysedImages chosen_images(const PluginRequest& request, const DataSets& data,
                             const std::vector<std::uint32_t>& validation);

// Whether the images go through the run's augmentations.
bool shows_augmented(const PluginRequest& request, PluginKind kind);

// As a plugin receives them; `values` has one image or one layer's output after the other, C,H,W.
PluginBatch plugin_batch(const AnalysedImages& images, std::span<const float> values, const Shape& shape);

}  // namespace cae
