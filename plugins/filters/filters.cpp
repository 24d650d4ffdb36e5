// The filters of a convolution as a picture, a tile each, and their norms as a table.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/tiles.h"

namespace {

struct Filters {
  static constexpr const char *name = "filters", *version = "1.0";
  static constexpr const char* summary = "the filters of a convolution, as a picture";
  static constexpr cae_parameter parameters[] = {
      {"layer", CAE_LAYER, nullptr, 0.0, 0.0, nullptr, "the convolution, such as conv1"},
      {"show", CAE_INTEGER, "64", 1.0, 1024.0, nullptr, "how many filters to draw, the first ones"},
  };

  static Filters* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const { wanted.wants_model = 1; }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  std::string layer;
  std::size_t show;
};

// The weights of a convolution: count x channels x height x width.
struct Weights {
  const float* values;
  std::size_t count, channels, height, width;

  std::size_t plane() const { return height * width; }
  const float* filter(std::size_t i) const { return values + i * channels * plane(); }
};

Filters* Filters::make(const cae_host* host, const cae_value* values) {
  return new Filters{host, values[0].text, static_cast<std::size_t>(values[1].integer)};
}

// The layer's weights, which have no numbers in `check`; NULL, with the reason reported, if there are none of
// a convolution.
const cae_array* find_weights(const Filters& use) {
  const std::string ending = ".weight";
  const cae_model& model = *use.host->model;
  std::string layers;
  for (std::size_t i = 0; i < model.parameter_count; ++i) {
    const cae_array& array = *model.parameters[i];
    const std::string name = array.name;
    if (array.rank != 4 || !name.ends_with(ending)) continue;
    if (name == use.layer + ending) return &array;
    layers += (layers.empty() ? "" : ", ") + name.substr(0, name.size() - ending.size());
  }
  plugin::complain_of(
      *use.host, "layer",
      "'" + use.layer + "' has no filters; layers that have some: " + (layers.empty() ? "none" : layers));
  return nullptr;
}

Weights weights_of(const cae_array& array) {
  return {array.values, array.sizes[0], array.sizes[1], array.sizes[2], array.sizes[3]};
}

std::string name_of(const Filters& use) {
  return "filters-" + use.layer;
}

double* add_table(const Filters& use, std::size_t filters, const cae_results& results) {
  return plugin::add_table(results, name_of(use), filters, {"filter", "norm", "mean", "largest"}, nullptr,
                           nullptr, "");
}

bool fill_table(const Filters& use, const Weights& weights, const cae_results& results) {
  double* values = add_table(use, weights.count, results);
  if (values == nullptr) return false;
  for (std::size_t i = 0; i < weights.count; ++i) {
    double squares = 0.0, sum = 0.0, largest = 0.0;
    const std::size_t numbers = weights.channels * weights.plane();
    for (std::size_t k = 0; k < numbers; ++k) {
      const auto weight = static_cast<double>(weights.filter(i)[k]);
      squares += weight * weight;
      sum += weight;
      largest = std::max(largest, std::fabs(weight));
    }
    for (const double value :
         {static_cast<double>(i + 1), std::sqrt(squares), sum / static_cast<double>(numbers), largest})
      *values++ = value;
  }
  return true;
}

// What is drawn of each filter: its three channels, or the mean over its channels.
std::vector<float> drawn_numbers(const Weights& weights, std::size_t shown) {
  const std::size_t kept = weights.channels == 3 ? 3 : 1, merged = weights.channels / kept;
  std::vector<float> numbers(shown * kept * weights.plane(), 0.0F);
  for (std::size_t i = 0; i < shown; ++i) {
    for (std::size_t k = 0; k < weights.channels * weights.plane(); ++k) {
      numbers[i * kept * weights.plane() + k % (kept * weights.plane())] +=
          weights.filter(i)[k] / static_cast<float>(merged);
    }
  }
  return numbers;
}

float largest_of(const std::vector<float>& numbers) {
  float largest = 0.0F;
  for (const float number : numbers) largest = std::max(largest, std::fabs(number));
  return largest;
}

bool draw(const Filters& use, const Weights& weights, const cae_results& results) {
  const std::size_t shown = std::min(use.show, weights.count);
  const std::size_t columns = std::min<std::size_t>(shown, shown <= 64 ? 8 : 16);
  plugin::TilePicture picture({.rows = (shown + columns - 1) / columns,
                               .columns = columns,
                               .height = weights.height,
                               .width = weights.width});
  if (!picture.begin(results, name_of(use))) return false;
  std::vector<float> numbers = drawn_numbers(weights, shown);
  const std::size_t each = numbers.size() / shown;
  const float largest = largest_of(numbers), divisor = largest > 0.0F ? largest : 1.0F;
  if (weights.channels == 3) {  // as colours: 0 is grey
    for (float& number : numbers) number = 0.5F + 0.5F * number / divisor;
  }
  for (std::size_t i = 0; i < shown; ++i) {
    const float* tile = numbers.data() + i * each;
    if (weights.channels == 3) {
      picture.draw_colours(i / columns, i % columns, tile);
    } else {
      picture.draw_signed(i / columns, i % columns, tile, static_cast<double>(largest));
    }
  }
  return true;
}

int Filters::check(const plugin::Call& call) const {
  const cae_array* array = find_weights(*this);
  if (array == nullptr) return CAE_FAILED;
  add_table(*this, weights_of(*array).count, call.results);
  return CAE_OK;
}

int Filters::analyse(const plugin::Call& call) const {
  const cae_array* array = find_weights(*this);
  if (array == nullptr) return CAE_FAILED;
  const Weights weights = weights_of(*array);
  return fill_table(*this, weights, call.results) && draw(*this, weights, call.results) ? CAE_OK : CAE_FAILED;
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Filters>();
