// What the decoder makes of codes on the way from one image's code to another's: a row of pictures a pair,
// the two images themselves at its ends.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "code_pairs.h"
#include "code_paths.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/decoder.h"
#include "support/parameter_list.h"
#include "support/rows_with_images.h"
#include "support/tiles.h"

namespace {

struct Interpolation {
  static constexpr const char *name = "interpolation", *version = "1.0";
  static constexpr const char* summary = "what the decoder makes of codes between those of two images";
  static constexpr auto parameters = plugin::parameter_list(
      cae_parameter{"of", CAE_TABLE, nullptr, 0.0, 0.0, nullptr,
                    "the table of the codes, such as latent-code"},
      cae_parameter{"pairs", CAE_INTEGER, "5", 1.0, 100.0, nullptr, "how many pairs of images"},
      cae_parameter{"steps", CAE_INTEGER, "9", 2.0, 100.0, nullptr,
                    "how many codes on each way, both ends among them"},
      cae_parameter{"path", CAE_WORD, "linear", 0.0, 0.0, "linear|spherical|both",
                    "straight, or at an even turn round zero; both: a picture each"},
      cae_parameter{"choose", CAE_WORD, "random", 0.0, 0.0, "random|classes",
                    "pairs at random, or the first images of classes 0 and 1, 2 and 3, ..."},
      plugin::choice_parameters("clean"));

  static Interpolation* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const {
    wanted.wants_images = 1;
    wanted.wants_model = 1;
    choice.ask(wanted);
  }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  std::string of;
  std::size_t pairs, steps;
  std::string path;
  bool by_class;
  plugin::Choice choice;

  bool goes(const char* way) const { return path == way || path == "both"; }
};

Interpolation* Interpolation::make(const cae_host* host, const cae_value* values) {
  return new Interpolation{host,
                           values[0].text,
                           static_cast<std::size_t>(values[1].integer),
                           static_cast<std::size_t>(values[2].integer),
                           values[3].text,
                           std::string("classes") == values[4].text,
                           plugin::Choice(values + 5)};
}

std::string name_of(const cae_table& codes) {
  return std::string("interpolation-") + codes.name;
}

double* add_table(const cae_table& codes, std::size_t pairs, const cae_results& results) {
  return plugin::add_table(results, name_of(codes), pairs,
                           {"first_sample", "second_sample", "distance", "angle"}, nullptr, nullptr, "");
}

float drawn(const Interpolation& use, std::int64_t sample) {
  float number = 0.0F;
  use.host->uniform(use.host->context, use.choice.seed, "interpolation", 0,
                    static_cast<std::uint64_t>(sample), &number, 1);
  return number;
}

RowPairs pairs_of(const Interpolation& use, const cae_table& codes,
                  const std::map<std::size_t, std::size_t>& with_images) {
  std::vector<std::size_t> rows;
  for (const auto& [row, position] : with_images) rows.push_back(row);
  if (use.by_class) return pairs_of_classes(rows, codes.labels, use.pairs);
  return random_pairs(rows, use.pairs, [&](std::size_t row) { return drawn(use, codes.samples[row]); });
}

Code code_at(const cae_table& codes, std::size_t row) {
  return {codes.values + row * codes.columns, codes.values + (row + 1) * codes.columns};
}

bool fill_table(const cae_table& codes, const RowPairs& pairs, const cae_results& results) {
  double* values = add_table(codes, pairs.size(), results);
  if (values == nullptr) return false;
  for (const auto& [first, second] : pairs) {
    const Code from = code_at(codes, first), to = code_at(codes, second);
    double squares = 0.0;
    for (std::size_t unit = 0; unit < from.size(); ++unit)
      squares += (to[unit] - from[unit]) * (to[unit] - from[unit]);
    for (const double value :
         {static_cast<double>(codes.samples[first]), static_cast<double>(codes.samples[second]),
          std::sqrt(squares), angle_between(from, to)})
      *values++ = value;
  }
  return true;
}

using Path = Code (*)(const Code& from, const Code& to, double part);

std::vector<float> codes_on(Path path, const cae_table& codes, const RowPairs& pairs, std::size_t steps) {
  std::vector<float> all;
  for (const auto& [first, second] : pairs) {
    for (std::size_t step = 0; step < steps; ++step) {
      const double part = static_cast<double>(step) / static_cast<double>(steps - 1);
      const Code code = path(code_at(codes, first), code_at(codes, second), part);
      all.insert(all.end(), code.begin(), code.end());
    }
  }
  return all;
}

// A row a pair: its first image, the decoded codes, its second image.
bool draw(const Interpolation& use, Path path, const std::string& name, const cae_table& codes,
          const cae_batch& images, const RowPairs& pairs, const cae_results& results) {
  const cae_model& model = *use.host->model;
  const std::vector<float> made = plugin::decoded(*use.host, codes_on(path, codes, pairs, use.steps));
  plugin::TilePicture picture({.rows = pairs.size(),
                               .columns = use.steps + 2,
                               .height = model.height,
                               .width = model.width,
                               .channels = model.channels,
                               .first_columns = 1,
                               .last_columns = 1});
  if (made.empty() || !picture.begin(results, name)) return false;
  const std::map<std::size_t, std::size_t> positions = plugin::rows_with_images(codes, images);
  const std::size_t numbers = plugin::image_numbers(model);
  const float* image = made.data();
  for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
    const auto original = [&](std::size_t row) { return images.values + positions.at(row) * numbers; };
    picture.draw_image(pair, 0, original(pairs[pair].first));
    picture.draw_image(pair, use.steps + 1, original(pairs[pair].second));
    for (std::size_t step = 0; step < use.steps; ++step, image += numbers)
      picture.draw_image(pair, step + 1, image);
  }
  return true;
}

// Reports why the codes cannot be those of the images.
int check_images(const Interpolation& use, const cae_table& codes, std::uint32_t from) {
  if (codes.from == from) return CAE_OK;
  return plugin::complain_of(
      *use.host, "from",
      std::string("the codes are of other images: of '") + plugin::split_name(codes.from) + "'");
}

int check_pairs(const Interpolation& use, const cae_table& codes, std::size_t pairs) {
  if (pairs == use.pairs) return CAE_OK;
  return plugin::complain_of(
      *use.host, "pairs",
      "needs " + std::to_string(2 * use.pairs) + " images that '" + codes.name +
          "' has codes of, and there are fewer; `images`, `seed` and `from` choose the "
          "images of the codes where they are the same in both");
}

int show(const Interpolation& use, const cae_table& codes, const cae_batch& images,
         const cae_results& results) {
  if (check_images(use, codes, images.from) != CAE_OK) return CAE_FAILED;
  if (codes.samples == nullptr)
    return plugin::complain_of(*use.host, "of",
                               std::string("the rows of '") + codes.name + "' are no images");
  if (use.by_class && codes.labels == nullptr)
    return plugin::complain_of(*use.host, "choose", "the images have no classes");
  const RowPairs pairs = pairs_of(use, codes, plugin::rows_with_images(codes, images));
  if (check_pairs(use, codes, pairs.size()) != CAE_OK || !fill_table(codes, pairs, results))
    return CAE_FAILED;
  const bool linear =
      !use.goes("linear") || draw(use, on_line, name_of(codes) + "-linear", codes, images, pairs, results);
  const bool spherical = !use.goes("spherical") ||
                         draw(use, on_arc, name_of(codes) + "-spherical", codes, images, pairs, results);
  return linear && spherical ? CAE_OK : CAE_FAILED;
}

int Interpolation::check(const plugin::Call& call) const {
  const cae_table* codes = plugin::find_codes(*host, of, call);
  if (codes == nullptr || check_images(*this, *codes, call.images->from) != CAE_OK) return CAE_FAILED;
  const std::size_t most = std::min(codes->rows, call.images->count) / 2;
  if (check_pairs(*this, *codes, std::min(most, pairs)) != CAE_OK) return CAE_FAILED;
  add_table(*codes, pairs, call.results);
  call.results.add_memory(call.results.context, plugin::decoded_bytes(*host->model, pairs * steps));
  return CAE_OK;
}

int Interpolation::analyse(const plugin::Call& call) const {
  const cae_table* codes = plugin::find_codes(*host, of, call);
  return codes == nullptr ? int{CAE_FAILED} : show(*this, *codes, *call.images, call.results);
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Interpolation>();
