#include "framework/plugin_kit/trial_input.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "framework/base/count_text.h"
#include "framework/base/random.h"

namespace cae {
namespace {

constexpr std::int64_t classes = 3;
constexpr std::size_t conv1_channels = 2, conv1_extent = 3;

std::int64_t class_of(std::uint32_t sample) {
  return static_cast<std::int64_t>(sample) % classes;
}

// Numbers of 0 to 1 that differ between the classes.
void fill(std::span<float> values, const char* purpose, TrialNumbers numbers, std::uint32_t sample) {
  RandomStream(trial_seed, purpose, 0, sample).fill_uniform(values, 0.0F, 0.4F);
  for (float& value : values) value += 0.3F * static_cast<float>(class_of(sample));
  if (numbers == TrialNumbers::ordinary || values.empty()) return;
  if (numbers == TrialNumbers::constant) std::fill(values.begin(), values.end(), 0.5F);
  if (numbers == TrialNumbers::huge) {
    for (float& value : values) value *= 1e30F;
  }
  if (numbers == TrialNumbers::infinite) values[values.size() / 2] = std::numeric_limits<float>::infinity();
  if (numbers == TrialNumbers::not_a_number) values[0] = std::numeric_limits<float>::quiet_NaN();
}

std::vector<std::uint32_t> samples_of(const TrialInput& input) {
  if (!input.samples.empty()) return input.samples;
  std::vector<std::uint32_t> samples(static_cast<std::size_t>(input.count));
  std::iota(samples.begin(), samples.end(), 0U);
  return samples;
}

Table make_table(const TrialInput& input, const char* name, const TableOrigin& origin) {
  Table table{.name = name, .columns = {}, .values = {}, .samples = {}, .labels = {}, .origin = origin};
  const std::string column = std::string(name).substr(std::string("latent-").size()) + "_";
  for (std::size_t i = 1; i <= origin.elements(); ++i) table.columns.push_back(column + std::to_string(i));
  for (const std::uint32_t sample : samples_of(input)) {
    std::vector<float> row(origin.elements());
    fill(row, name, input.numbers, sample);
    table.values.insert(table.values.end(), row.begin(), row.end());
    table.samples.push_back(sample);
    if (input.labels) table.labels.push_back(class_of(sample));
  }
  return table;
}

}  // namespace

std::string text_of(const TrialInput& input) {
  std::string text = "batch of " + counted(input.count, "image") + " of " + std::to_string(input.height) +
                     "x" + std::to_string(input.width) + "x" + std::to_string(input.channels);
  if (!input.labels) text += " without labels";
  if (!input.tables) text += ", no tables";
  if (input.numbers == TrialNumbers::constant) text += ", all pixels equal";
  if (input.numbers == TrialNumbers::huge) text += ", numbers of 1e30";
  if (input.numbers == TrialNumbers::infinite) text += ", an infinite number in each";
  if (input.numbers == TrialNumbers::not_a_number) text += ", a NaN in each";
  return text;
}

TrialImages make_images(const TrialInput& input) {
  TrialImages images{.samples = samples_of(input)};
  const auto numbers = static_cast<std::size_t>(input.channels * input.height * input.width);
  images.values.resize(images.samples.size() * numbers);
  for (std::size_t i = 0; i < images.samples.size(); ++i) {
    fill(std::span(images.values).subspan(i * numbers, numbers), "images", input.numbers, images.samples[i]);
    if (input.labels) images.labels.push_back(class_of(images.samples[i]));
  }
  images.batch = {.values = images.values,
                  .count = static_cast<std::int64_t>(images.samples.size()),
                  .channels = input.channels,
                  .height = input.height,
                  .width = input.width,
                  .samples = images.samples,
                  .labels = images.labels,
                  .from = input.from,
                  .epoch = input.epoch};
  return images;
}

std::vector<Table> make_tables(const TrialInput& input, ImageSet from) {
  if (!input.tables) return {};
  return {
      make_table(input, code_table, {.from = from, .channels = 2, .height = 1, .width = 1}),
      make_table(input, layer_table,
                 {.from = from, .channels = conv1_channels, .height = conv1_extent, .width = conv1_extent})};
}

std::vector<ForeseenTable> foreseen(const std::vector<Table>& tables) {
  std::vector<ForeseenTable> all;
  for (const Table& table : tables)
    all.push_back({table.name, table.columns, static_cast<std::int64_t>(table.rows()), table.origin});
  return all;
}

std::vector<float> make_weights() {
  std::vector<float> weights(64);
  RandomStream(trial_seed, "weights").fill_normal(weights, 0.0F, 1.0F);
  return weights;
}

PluginModel make_model(const TrialInput& input, const std::vector<float>& weights, bool trained) {
  const auto pixels = static_cast<std::size_t>(input.channels * input.height * input.width);
  const auto array = [&](const char* name, std::vector<std::size_t> sizes) {
    const std::size_t count =
        std::accumulate(sizes.begin(), sizes.end(), std::size_t{1}, std::multiplies<>());
    const std::span<const float> values = std::span(weights).first(count);
    return PluginArray{name, std::move(sizes), trained ? values : std::span<const float>()};
  };
  PluginModel model{.code_units = 2,
                    .channels = static_cast<std::size_t>(input.channels),
                    .height = static_cast<std::size_t>(input.height),
                    .width = static_cast<std::size_t>(input.width),
                    .decode = {},
                    .parameters = {array("conv1.weight", {conv1_channels, 1, conv1_extent, conv1_extent}),
                                   array("conv1.bias", {conv1_channels}), array("code.weight", {2, 9}),
                                   array("code.bias", {2})}};
  if (!trained) return model;
  model.decode = [pixels](std::span<const float> codes, std::span<float> images) {
    for (std::size_t i = 0; i < images.size(); ++i) {
      const std::size_t image = i / pixels;
      images[i] = 0.5F + 0.5F * std::tanh(codes[2 * image] - codes[2 * image + 1]);
    }
  };
  return model;
}

}  // namespace cae
