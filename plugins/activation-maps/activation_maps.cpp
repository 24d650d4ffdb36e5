// What the channels of a layer give for some images, as a picture: a row an image, the image itself and then
// a map a channel.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/parameter_list.h"
#include "support/rows_with_images.h"
#include "support/tiles.h"

namespace {

struct ActivationMaps {
  static constexpr const char *name = "activation-maps", *version = "1.0";
  static constexpr const char* summary = "what the channels of a layer give for some images, as a picture";
  static constexpr auto parameters = plugin::parameter_list(
      cae_parameter{"of", CAE_TABLE, nullptr, 0.0, 0.0, nullptr,
                    "the table of a layer with places, not pooled"},
      cae_parameter{"show", CAE_INTEGER, "5", 1.0, 100.0, nullptr,
                    "how many images, the first ones of the table"},
      cae_parameter{"channels", CAE_INTEGER, "12", 1.0, 1000.0, nullptr, "how many channels, the first ones"},
      plugin::choice_parameters("clean"));

  static ActivationMaps* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const {
    wanted.wants_images = 1;
    choice.ask(wanted);
  }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  std::string of;
  std::size_t show, channels;
  plugin::Choice choice;
};

ActivationMaps* ActivationMaps::make(const cae_host* host, const cae_value* values) {
  return new ActivationMaps{host, values[0].text, static_cast<std::size_t>(values[1].integer),
                            static_cast<std::size_t>(values[2].integer), plugin::Choice(values + 3)};
}

std::string name_of(const cae_table& layer) {
  return std::string("activation-maps-") + layer.name;
}

// The table; NULL, with the reason reported, if it has no maps or is of other images.
const cae_table* find_layer(const ActivationMaps& use, const plugin::Call& call) {
  const cae_table* layer = plugin::find_table(*use.host, "of", use.of, call);
  if (layer == nullptr) return nullptr;
  const std::size_t places = layer->height * layer->width;
  if (places < 2 || layer->channels * places != layer->columns) {
    plugin::complain_of(*use.host, "of", "'" + use.of + "' is not of a layer with places");
  } else if (layer->from != call.images->from) {
    plugin::complain_of(
        *use.host, "from",
        std::string("the table is of other images: of '") + plugin::split_name(layer->from) + "'");
  } else {
    return layer;
  }
  return nullptr;
}

double* add_table(const cae_table& layer, std::size_t channels, const cae_results& results) {
  return plugin::add_table(results, name_of(layer), channels, {"channel", "smallest", "largest"}, nullptr,
                           nullptr, "");
}

// The numbers of the images shown.
struct Range {
  double smallest = std::numeric_limits<double>::infinity(), largest = -smallest;

  double magnitude() const { return std::max(std::fabs(smallest), std::fabs(largest)); }
};

struct Shown {
  std::size_t row, image;
};

const double* map_at(const cae_table& layer, std::size_t row, std::size_t channel) {
  return layer.values + row * layer.columns + channel * layer.height * layer.width;
}

Range range_of(const cae_table& layer, const std::vector<Shown>& shown, std::size_t channel) {
  Range range;
  for (const Shown& each : shown) {
    const double* map = map_at(layer, each.row, channel);
    const auto [smallest, largest] = std::minmax_element(map, map + layer.height * layer.width);
    range.smallest = std::min(range.smallest, *smallest);
    range.largest = std::max(range.largest, *largest);
  }
  return range;
}

// The map at the size of the images: each pixel has the number of the place that it lies in.
std::vector<float> enlarged(const cae_table& layer, const double* map, std::size_t height,
                            std::size_t width) {
  std::vector<float> pixels;
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      pixels.push_back(
          static_cast<float>(map[y * layer.height / height * layer.width + x * layer.width / width]));
    }
  }
  return pixels;
}

bool draw(const cae_table& layer, const cae_batch& images, const std::vector<Shown>& shown,
          const std::vector<Range>& ranges, const cae_results& results) {
  plugin::TilePicture picture({.rows = shown.size(),
                               .columns = 1 + ranges.size(),
                               .height = images.height,
                               .width = images.width,
                               .first_columns = 1});
  if (!picture.begin(results, name_of(layer))) return false;
  const std::size_t numbers = images.channels * images.height * images.width;
  for (std::size_t row = 0; row < shown.size(); ++row) {
    const float* image = images.values + shown[row].image * numbers;
    images.channels == 3 ? picture.draw_colours(row, 0, image) : picture.draw_image(row, 0, image);
    for (std::size_t channel = 0; channel < ranges.size(); ++channel) {
      const std::vector<float> map =
          enlarged(layer, map_at(layer, shown[row].row, channel), images.height, images.width);
      const Range& range = ranges[channel];
      if (range.smallest < 0.0) {
        picture.draw_signed(row, channel + 1, map.data(), range.magnitude());
      } else {
        picture.draw_grey(row, channel + 1, map.data(), range.largest);
      }
    }
  }
  return true;
}

int draw_maps(const ActivationMaps& use, const cae_table& layer, const cae_batch& images,
              const cae_results& results) {
  std::vector<Shown> shown;
  if (layer.samples != nullptr) {
    for (const auto& [row, image] : plugin::rows_with_images(layer, images)) {
      if (shown.size() < use.show) shown.push_back({row, image});
    }
  }
  if (shown.empty()) {
    return plugin::complain_of(*use.host, "images",
                               "none of these images is in '" + std::string(layer.name) +
                                   "'; give both the same `images`, `seed` and `from`");
  }
  std::vector<Range> ranges;
  for (std::size_t channel = 0; channel < std::min(use.channels, layer.channels); ++channel)
    ranges.push_back(range_of(layer, shown, channel));
  double* values = add_table(layer, ranges.size(), results);
  if (values == nullptr) return CAE_FAILED;
  for (std::size_t channel = 0; channel < ranges.size(); ++channel) {
    *values++ = static_cast<double>(channel + 1);
    *values++ = ranges[channel].smallest;
    *values++ = ranges[channel].largest;
  }
  return draw(layer, images, shown, ranges, results) ? CAE_OK : CAE_FAILED;
}

int ActivationMaps::check(const plugin::Call& call) const {
  const cae_table* layer = find_layer(*this, call);
  if (layer == nullptr) return CAE_FAILED;
  add_table(*layer, std::min(channels, layer->channels), call.results);
  return CAE_OK;
}

int ActivationMaps::analyse(const plugin::Call& call) const {
  const cae_table* layer = find_layer(*this, call);
  return layer == nullptr ? int{CAE_FAILED} : draw_maps(*this, *layer, *call.images, call.results);
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<ActivationMaps>();
