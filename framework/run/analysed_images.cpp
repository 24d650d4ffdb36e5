#include "framework/run/analysed_images.h"

#include "framework/train/validation.h"

namespace cae {
namespace {

// Positions in `among` become samples.
void replace_by(std::vector<std::uint32_t>& positions, const std::vector<std::uint32_t>& among) {
  for (std::uint32_t& position : positions) position = among[position];
}

}  // namespace

AnalysedImages chosen_images(const PluginRequest& request, const DataSets& data,
                             const std::vector<std::uint32_t>& validation) {
  const bool test = request.from == ImageSet::test && data.test;
  const Dataset& images = test ? *data.test : data.train;
  const ImageSet from = test                                   ? ImageSet::test
                        : request.from == ImageSet::validation ? ImageSet::validation
                                                               : ImageSet::training;
  const std::int64_t kept_back = test ? 0 : static_cast<std::int64_t>(validation.size());
  const std::int64_t total = from == ImageSet::validation ? kept_back : images.count - kept_back;
  AnalysedImages chosen{images, from,
                        chosen_samples(request.seed, request.images, static_cast<std::uint32_t>(total))};
  if (from == ImageSet::validation) {
    replace_by(chosen.samples, validation);
  } else if (kept_back > 0) {
    replace_by(chosen.samples, samples_without(validation, images.count));
  }
  if (images.labels.empty()) return chosen;
  for (const std::uint32_t sample : chosen.samples) chosen.labels.push_back(images.labels[sample]);
  return chosen;
}

bool shows_augmented(const PluginRequest& request, PluginKind kind) {
  if (request.view == PluginView::usual) return kind == PluginKind::extractor;
  return request.view == PluginView::augmented;
}

PluginBatch plugin_batch(const AnalysedImages& images, std::span<const float> values, const Shape& shape) {
  return {.values = values,
          .count = static_cast<std::int64_t>(images.samples.size()),
          .channels = shape.channels,
          .height = shape.height,
          .width = shape.width,
          .samples = images.samples,
          .labels = images.labels,
          .from = images.from,
          .epoch = 0};
}

}  // namespace cae
