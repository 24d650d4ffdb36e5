#include "framework/train/health.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "framework/base/catalogue/health.h"
#include "framework/base/count_text.h"
#include "framework/train/evaluator.h"
#include "framework/train/reconstruction_loss.h"

namespace cae {
namespace {

constexpr std::int64_t fewest_images = 10;
constexpr double most_start_value = 0.05;  // of moving statistics
constexpr double least_variance = 0.01;    // of reconstructions, as a share of the images'
constexpr double same_number = 1e-6;       // of the code's largest
constexpr int images_at_once = 16;         // little memory beside what training holds

const Node& node_of(const Graph& model, NodeId id) {
  return model.nodes[static_cast<std::size_t>(id)];
}

// The places of an image that are looked at: all of them, or in large images so many that a variance over
// them is exact enough. Spread by the golden ratio (Knuth, The Art of Computer Programming, volume 3,
// section 6.4), because a regular step would meet the same channels or columns again and again.
class SampledPlaces {
 public:
  explicit SampledPlaces(std::size_t pixels) : pixels_(pixels), count_(std::min(pixels, most_places)) {}

  std::size_t count() const { return count_; }
  std::size_t operator[](std::size_t i) const {
    if (count_ == pixels_) return i;
    return static_cast<std::size_t>(i * golden_ratio % (std::uint64_t{1} << 32) * pixels_ >> 32);
  }

 private:
  static constexpr std::size_t most_places = 1 << 16;
  static constexpr std::uint64_t golden_ratio = 2654435769;  // 2^32 / 1.618...

  std::size_t pixels_;
  std::size_t count_;
};

// The mean square distance of numbers from their means, one for each place, over all images.
class Variance {
 public:
  explicit Variance(std::size_t places) : first_(places), sums_(places), squares_(places) {}

  void add(std::size_t place, float number) {
    // Distances from the first image: the squares of large numbers would swallow small differences.
    if (images_ == 0) first_[place] = number;
    const double distance = static_cast<double>(number) - static_cast<double>(first_[place]);
    sums_[place] += distance;
    squares_[place] += distance * distance;
  }
  void image_done() { ++images_; }
  double mean() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < sums_.size(); ++i) sum += squares_[i] - sums_[i] * sums_[i] / images_;
    return sum / (images_ * static_cast<double>(sums_.size()));
  }

 private:
  std::vector<float> first_;
  std::vector<double> sums_;
  std::vector<double> squares_;
  double images_ = 0;
};

// The least and greatest number of each unit: of a row each number, of an image each channel.
class UnitRanges {
 public:
  explicit UnitRanges(std::int64_t units) : ranges_(static_cast<std::size_t>(units)) {}

  void add(std::span<const float> numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      Range& range = ranges_[i % ranges_.size()];
      range.low = std::min(range.low, numbers[i]);
      range.high = std::max(range.high, numbers[i]);
      largest_ = std::max(largest_, std::fabs(numbers[i]));
    }
  }
  // Counted from 1.
  std::vector<std::int64_t> constant() const {
    std::vector<std::int64_t> units;
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
      if (ranges_[i].high - ranges_[i].low <= same_number * static_cast<double>(largest_)) {
        units.push_back(static_cast<std::int64_t>(i) + 1);
      }
    }
    return units;
  }
  std::int64_t count() const { return static_cast<std::int64_t>(ranges_.size()); }

 private:
  struct Range {
    float low = std::numeric_limits<float>::infinity();
    float high = -std::numeric_limits<float>::infinity();
  };
  std::vector<Range> ranges_;
  float largest_ = 0.0F;
};

void check_outputs(const TrainedModel& trained, std::int64_t images, ThreadPool& pool,
                   const std::function<bool()>& stopped, Diagnostics& warnings) {
  if (images < fewest_images) return;
  const Graph& model = trained.model;
  const int batch = static_cast<int>(std::min<std::int64_t>(trained.config.batch, images_at_once));
  std::vector<NodeId> kept;
  if (model.code != no_node) kept.push_back(model.code);
  Evaluator evaluator(model, trained.weights, pool, batch, "", kept);
  BatchSource source(trained.images, batch, trained.augment, false);
  source.start_epoch(identity_order(static_cast<std::uint32_t>(images)), 0);

  const auto pixels = static_cast<std::size_t>(node_of(model, model.reconstruction()).shape.elements());
  const bool logits = gives_logits(model, trained.config);
  const SampledPlaces places(pixels);
  Variance wanted(places.count());
  Variance given(places.count());
  UnitRanges units(model.code == no_node ? 0 : node_of(model, model.code).shape.channels);
  while (const std::optional<BatchView> view = source.next().take()) {
    if (stopped && stopped()) return;
    const std::span<const float> outputs = evaluator.outputs(*view, model.reconstruction());
    for (std::size_t image = 0; image < outputs.size(); image += pixels) {
      for (std::size_t i = 0; i < places.count(); ++i) {
        const float output = outputs[image + places[i]];
        given.add(i, logits ? sigmoid_of(output) : output);
        wanted.add(i, view->targets[image + places[i]]);
      }
      given.image_done();
      wanted.image_done();
    }
    if (model.code != no_node) units.add(evaluator.kept_output(model.code, view->count));
  }
  const std::string of = count_text(images) + " " + trained.images_name + "s";
  const std::vector<std::int64_t> constant = units.constant();
  const bool is_sparse = std::any_of(model.nodes.begin(), model.nodes.end(),
                                     [](const Node& node) { return node.kind == "sparsity"; });
  const bool all_constant = static_cast<std::int64_t>(constant.size()) == units.count();
  // Units that stay off are what a sparse code is made of.
  if (!constant.empty() && (!is_sparse || all_constant)) {
    warnings.push_back(
        catalogue::constant_code(node_of(model, model.code).layer, constant, units.count(), of));
  }
  const double variance = wanted.mean();
  if (variance > 0.0 && given.mean() < least_variance * variance) {
    warnings.push_back(catalogue::reconstructions_alike(given.mean() / variance, of));
  }
}

void check_moving_statistics(const TrainedModel& trained, Diagnostics& warnings) {
  double slowest = 0.0;
  std::vector<std::string> lagging;
  for (const Node& node : trained.model.nodes) {
    if (node.kind != "bn") continue;
    const bool began_here =
        std::find(trained.untouched.begin(), trained.untouched.end(), node.layer) != trained.untouched.end();
    const double momentum = node.attributes.number("momentum");
    if (!began_here || std::pow(momentum, static_cast<double>(trained.steps)) <= most_start_value) continue;
    lagging.push_back(node.layer);
    slowest = std::max(slowest, momentum);
  }
  if (lagging.empty()) return;
  warnings.push_back(catalogue::moving_statistics_lag(lagging, trained.steps, slowest, most_start_value));
}

// The epochs in which what is minimised still changes: the longest warm-up of a beta.
std::int64_t warming_epochs(const Graph& model) {
  double longest = 0.0;
  for (const Node& node : model.nodes) {
    if (node.attributes.has("warmup")) longest = std::max(longest, node.attributes.number("warmup"));
  }
  return static_cast<std::int64_t>(std::ceil(std::min(longest, 1e9)));
}

void check_training_loss(const TrainedModel& trained, Diagnostics& warnings) {
  const auto all = static_cast<std::int64_t>(trained.train_losses.size());
  const std::int64_t first = warming_epochs(trained.model);
  if (all - first < 2) return;
  const auto begin = trained.train_losses.begin() + first;
  if (*std::min_element(begin + 1, trained.train_losses.end()) < *begin) return;
  warnings.push_back(
      catalogue::training_loss_not_fallen(*begin, trained.train_losses.back(), first + 1, all));
}

// A variational or vector-quantised code of which little is used.
void check_code_use(const TrainedModel& trained, Diagnostics& warnings) {
  constexpr double least_active = 0.5;  // of the units
  constexpr double least_used = 0.1;    // of the vectors
  for (const LayerMetric& metric : trained.metrics) {
    const Node& layer = node_of(trained.model, trained.model.layer_output(metric.layer));
    const auto units = static_cast<double>(layer.shape.elements());
    if (metric.name == "active_units" && metric.value < least_active * units)
      warnings.push_back(catalogue::code_collapsed(metric.layer, metric.value, units));
    if (metric.name != "perplexity") continue;
    const auto codes = static_cast<double>(layer.attributes.integer("codes"));
    if (metric.value < least_used * codes)
      warnings.push_back(catalogue::few_vectors_used(metric.layer, metric.value, codes));
  }
}

}  // namespace

std::vector<std::string> untouched_batch_norms(const Graph& model, const ParameterArrays& weights) {
  const auto all = [&](const std::string& name, float value) {
    const std::span<const float> values = weights.values(weights.find(name));
    return std::all_of(values.begin(), values.end(), [&](float v) { return v == value; });
  };
  std::vector<std::string> names;
  for (const Node& node : model.nodes) {
    if (node.kind == "bn" && all(node.name + ".mean", 0.0F) && all(node.name + ".var", 1.0F)) {
      names.push_back(node.layer);
    }
  }
  return names;
}

std::int64_t images_looked_at(std::int64_t trained_with, std::int64_t there) {
  const std::int64_t share = std::clamp<std::int64_t>(trained_with / 100, 100, 500);
  return std::min({there, trained_with, share});
}

Diagnostics sick_run_warnings(const TrainedModel& trained, std::int64_t images, ThreadPool& pool,
                              const std::function<bool()>& stopped) {
  Diagnostics warnings;
  check_moving_statistics(trained, warnings);
  check_outputs(trained, images, pool, stopped, warnings);
  check_training_loss(trained, warnings);
  check_code_use(trained, warnings);
  return warnings;
}

}  // namespace cae
