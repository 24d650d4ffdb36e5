// How near the model's reconstructions are to the images: a table with a row an image, the means over all and
// over each class, and pictures of the worst and the best reconstructions.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "error_summary.h"
#include "image_quality.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/host_work.h"
#include "support/tiles.h"

namespace {

constexpr std::size_t columns_of_picture = 10;

struct ReconstructionError {
  static constexpr const char *name = "reconstruction-error", *version = "1.0";
  static constexpr const char* summary =
      "MSE, MAE, PSNR and SSIM of every reconstruction, by class, and the worst and the best as pictures";
  static constexpr cae_parameter parameters[] = {
      plugin::images_parameter,
      plugin::seed_parameter,
      plugin::from_parameter,
      {"by", CAE_WORD, "mse", 0.0, 0.0, "mse|mae|psnr|ssim",
       "what makes a reconstruction the worst or the best"},
      {"show", CAE_INTEGER, "10", 0.0, 100.0, nullptr,
       "how many of the worst and of the best to draw; 0: none"},
  };

  static ReconstructionError* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const {
    wanted.wants_images = 1;
    wanted.wants_reconstructions = 1;
    choice.ask(wanted);
  }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  plugin::Choice choice;
  std::size_t measure, show;

  std::string table() const { return "reconstruction-error" + choice.suffix(); }
};

// Of clean images: an augmented one has no original in the batch to be compared with.
plugin::Choice clean_choice(const cae_value* values) {
  const cae_value clean[] = {values[0], values[1], values[2], {0, 0.0, "clean"}};
  return plugin::Choice(clean);
}

std::size_t measure_of(const std::string& name) {
  return static_cast<std::size_t>(std::find(measure_names.begin(), measure_names.end(), name) -
                                  measure_names.begin());
}

ReconstructionError* ReconstructionError::make(const cae_host* host, const cae_value* values) {
  return new ReconstructionError{host, clean_choice(values), measure_of(values[3].text),
                                 static_cast<std::size_t>(values[4].integer)};
}

ImageShape shape_of(const cae_batch& images) {
  return {images.channels, images.height, images.width};
}

// The table of some images, to be filled; or NULL, if the host refuses it.
double* add_table(const std::string& name, std::size_t rows, const std::int64_t* samples,
                  const std::int64_t* labels, const cae_results& results) {
  return plugin::add_table(results, name, rows, {measure_names.begin(), measure_names.end()}, samples, labels,
                           "");
}

bool add_rows(const std::string& name, const std::vector<std::size_t>& positions, const cae_batch& images,
              const std::vector<Measures>& all, const cae_results& results) {
  std::vector<std::int64_t> samples, labels;
  for (const std::size_t image : positions) {
    samples.push_back(images.samples[image]);
    if (images.labels != nullptr) labels.push_back(images.labels[image]);
  }
  double* values = add_table(name, positions.size(), samples.data(),
                             images.labels == nullptr ? nullptr : labels.data(), results);
  if (values == nullptr) return false;
  for (const std::size_t image : positions) values = std::copy(all[image].begin(), all[image].end(), values);
  return true;
}

// The mean of all channels takes the place of the first.
void difference_of_colours(std::vector<float>& difference, const ImageShape& shape) {
  const std::size_t plane = shape.height * shape.width;
  for (std::size_t k = 0; k < plane; ++k) {
    float sum = 0.0F;
    for (std::size_t c = 0; c < shape.channels; ++c)
      sum += difference[c * plane + k] / static_cast<float>(shape.channels);
    difference[k] = sum;
  }
}

// Each image above its reconstruction above the difference of the two.
bool draw(const std::string& name, const std::vector<std::size_t>& positions, const cae_batch& images,
          const cae_results& results) {
  const ImageShape shape = shape_of(images);
  const std::size_t columns = std::min(positions.size(), columns_of_picture);
  const std::size_t bands = (positions.size() + columns - 1) / columns;
  plugin::TilePicture picture({.rows = 3 * bands,
                               .columns = columns,
                               .height = shape.height,
                               .width = shape.width,
                               .channels = shape.channels,
                               .group = 3});
  if (!picture.begin(results, name)) return false;
  std::vector<float> difference(shape.numbers());
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const float* original = images.values + positions[i] * shape.numbers();
    const float* made = images.reconstructions + positions[i] * shape.numbers();
    std::transform(made, made + shape.numbers(), original, difference.begin(), std::minus<>());
    if (!picture.beside_each_other()) difference_of_colours(difference, shape);
    const std::size_t row = i / columns * 3, column = i % columns;
    picture.draw_image(row, column, original);
    picture.draw_image(row + 1, column, made);
    picture.draw_signed(row + 2, column, picture.plane_of(difference.data()).data(), 1.0);
  }
  return true;
}

bool add_extremes(const ReconstructionError& use, const cae_batch& images, const std::vector<Measures>& all,
                  const cae_results& results) {
  if (use.show == 0) return true;
  std::vector<std::size_t> order = worst_first(all, use.measure);
  for (const char* extreme : {"worst", "best"}) {
    const std::string name = use.table() + "-" + extreme;
    const std::vector<std::size_t> shown(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(std::min(use.show, order.size())));
    if (!add_rows(name, shown, images, all, results) || !draw(name, shown, images, results)) return false;
    std::reverse(order.begin(), order.end());
  }
  return true;
}

void add_metrics(const ReconstructionError& use, const cae_batch& images, const std::vector<Measures>& all,
                 const cae_results& results) {
  const Measures means = means_of(all);
  for (std::size_t i = 0; i < measure_names.size(); ++i) {
    const std::string name = use.table() + "." + measure_names[i];
    plugin::add_metric_of(results, name, images.from, means[i]);
    const std::vector<double> values = values_of(all, i);
    for (const Quantile& quantile : quantiles) {
      plugin::add_metric_of(results, name + "_" + quantile.name, images.from,
                            quantile_of(values, quantile.share));
    }
  }
  if (images.labels == nullptr) return;
  for (const auto& [label, mine] : means_by_class(all, images.labels)) {
    const std::string name = std::to_string(label);
    plugin::add_metric_of(results, use.table() + ".images", images.from, name,
                          static_cast<double>(mine.images));
    for (std::size_t i = 0; i < measure_names.size(); ++i) {
      plugin::add_metric_of(results, use.table() + "." + measure_names[i], images.from, name, mine.means[i]);
    }
  }
}

// Nothing, with the reason reported, where the work was ended.
std::optional<std::vector<Measures>> measure_all(const cae_host& host, const cae_batch& images) {
  const ImageShape shape = shape_of(images);
  std::vector<Measures> all(images.count);
  const bool whole = plugin::work_of(host).pieces(images.count, 0.0, 1.0, [&](std::size_t i) {
    const std::size_t at = i * shape.numbers();
    all[i] = measures_of(images.values + at, images.reconstructions + at, shape);
  });
  if (!whole) return std::nullopt;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::all_of(all[i].begin(), all[i].end(), [](double value) { return std::isfinite(value); }))
      continue;
    plugin::complain(host, "the reconstruction of image " + std::to_string(images.samples[i]) +
                               " has numbers that are not finite");
    return std::nullopt;
  }
  return all;
}

int compare(const ReconstructionError& use, const cae_batch& images, const cae_results& results) {
  const auto all = measure_all(*use.host, images);
  if (!all) return CAE_FAILED;
  double* values = add_table(use.table(), images.count, images.samples, images.labels, results);
  if (values == nullptr) return CAE_FAILED;
  for (const Measures& measures : *all) values = std::copy(measures.begin(), measures.end(), values);
  add_metrics(use, images, *all, results);
  return add_extremes(use, images, *all, results) ? CAE_OK : CAE_FAILED;
}

int ReconstructionError::check(const plugin::Call& call) const {
  const std::size_t count = call.images->count, shown = std::min(show, count);
  if (count == 0) return plugin::complain(*host, "there are no images to compare");
  add_table(table(), count, nullptr, nullptr, call.results);
  if (shown > 0) {
    add_table(table() + "-worst", shown, nullptr, nullptr, call.results);
    add_table(table() + "-best", shown, nullptr, nullptr, call.results);
  }
  // The measures, and a copy of one of them for its quantiles.
  call.results.add_memory(call.results.context, count * (sizeof(Measures) + 2 * sizeof(double)));
  return CAE_OK;
}

int ReconstructionError::analyse(const plugin::Call& call) const {
  return compare(*this, *call.images, call.results);
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<ReconstructionError>();
