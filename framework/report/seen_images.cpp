#include "framework/report/seen_images.h"

#include <algorithm>
#include <filesystem>

#include "framework/base/catalogue/checkpoint.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/run/best_and_last_checkpoint.h"
#include "framework/run/decoder_session.h"
#include "framework/train/augmentation.h"
#include "framework/train/evaluator.h"
#include "framework/train/reconstruction_loss.h"
#include "framework/train/weights.h"

namespace cae {
namespace {

constexpr std::int64_t largest_batch = 100;

const Shape& shape_of(const Graph& graph, NodeId node) {
  return graph.nodes[static_cast<std::size_t>(node)].shape;
}

float mean_squared_difference(std::span<const float> a, std::span<const float> b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double difference = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    sum += difference * difference;
  }
  return static_cast<float>(sum / static_cast<double>(a.size()));
}

// Collects what an evaluation gives, image after image.
class Collector {
 public:
  Collector(OpenedModel& model, const ImageWish& wish)
      : graph_(model.graph()),
        logits_(gives_logits(graph_, model.config.train)),
        input_(shape_of(graph_, graph_.input)),
        output_(shape_of(graph_, graph_.reconstruction())) {
    seen_.samples = wish.samples;
    seen_.pictured = evenly(wish.samples.size(), wish.pictured);
    if (graph_.code != no_node) seen_.numbers = shape_of(graph_, graph_.code).elements();
    seen_.originals.emplace_back(input_, wish.longest_side);
    if (!model.augmentations.empty()) seen_.inputs.emplace_back(input_, wish.longest_side);
    if (!output_.flat || output_.elements() == input_.elements())
      seen_.reconstructions.emplace_back(shown_output(), wish.longest_side);
  }

  void add(const BatchView& batch, Evaluator& evaluator) {
    const std::span<const float> outputs = evaluator.outputs(batch, graph_.reconstruction());
    const std::size_t in = elements_of(input_), out = elements_of(output_);
    for (std::size_t i = 0; i < static_cast<std::size_t>(batch.count); ++i, ++place_) {
      std::vector<float> image(outputs.begin() + static_cast<std::ptrdiff_t>(i * out),
                               outputs.begin() + static_cast<std::ptrdiff_t>((i + 1) * out));
      if (logits_) std::transform(image.begin(), image.end(), image.begin(), sigmoid_of);
      const std::span<const float> target = batch.targets.subspan(i * in, in);
      if (in == out) seen_.errors.push_back(mean_squared_difference(image, target));
      picture(target, batch.inputs.subspan(i * in, in), image);
    }
    if (seen_.numbers > 0) add_codes(evaluator.kept_output(graph_.code, batch.count));
  }

  SeenImages take() && { return std::move(seen_); }

 private:
  // A row of as many numbers as the image has is that image.
  Shape shown_output() const { return output_.flat ? input_ : output_; }

  void picture(std::span<const float> target, std::span<const float> input, std::span<const float> output) {
    if (next_ == seen_.pictured.size() || seen_.pictured[next_] != place_) return;
    ++next_;
    seen_.originals.front().add(target);
    if (!seen_.inputs.empty()) seen_.inputs.front().add(input);
    if (!seen_.reconstructions.empty()) seen_.reconstructions.front().add(output);
  }

  void add_codes(std::span<const float> codes) {
    const Shape& shape = shape_of(graph_, graph_.code);
    const std::size_t size = elements_of(shape), first = seen_.codes.size();
    seen_.codes.resize(first + codes.size());
    for (std::size_t at = 0; at < codes.size(); at += size)
      channels_first(shape, codes.data() + at, seen_.codes.data() + first + at);
  }

  const Graph& graph_;
  bool logits_;
  Shape input_, output_;
  SeenImages seen_;
  std::size_t place_ = 0;  // of the next image
  std::size_t next_ = 0;   // in seen_.pictured
};

}  // namespace

std::vector<std::uint32_t> evenly(std::size_t total, std::size_t count) {
  const std::size_t chosen = std::min(total, count);
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < chosen; ++i) places.push_back(static_cast<std::uint32_t>(i * total / chosen));
  return places;
}

Result<OpenedModel> open_model(const ReportedRun& run) {
  OpenedModel model{.config = *run.config, .weights = ParameterArrays(*run.config->model)};
  if (const Status loaded = load_weights(last_checkpoint(run.folder), model.weights); !loaded)
    return loaded.diagnostics();
  try {
    model.augmentations =
        make_augmentations(resolve_augmentations(run.config->augment), run.config->train.seed);
  } catch (const Failure& failure) {
    return failure.diagnostics();
  }
  return model;
}

Result<SeenImages> see_images(OpenedModel& model, const RunImages& images, const ImageWish& wish,
                              ThreadPool& pool) {
  const Graph& graph = model.graph();
  const int batch = static_cast<int>(std::min(model.config.train.batch, largest_batch));
  std::vector<NodeId> kept;
  if (graph.code != no_node) kept.push_back(graph.code);
  Evaluator evaluator(graph, model.weights, pool, batch, "", kept);
  const Dataset& set = *images.images;
  BatchSource source(set, batch, chain_augmentations(model.augmentations, set, images.from == ImageSet::test),
                     false);
  source.start_epoch(wish.samples, 0);
  Collector collector(model, wish);
  for (;;) {
    const Result<std::optional<BatchView>> next = source.next();
    if (!next) return next.diagnostics();
    if (!*next) break;
    collector.add(**next, evaluator);
  }
  SeenImages seen = std::move(collector).take();
  for (const std::uint32_t sample : wish.samples) {
    if (!set.labels.empty()) seen.labels.push_back(set.labels[sample]);
  }
  return seen;
}

Result<SeenImages> decode_codes(OpenedModel& model, const Table& codes, const ImageWish& wish,
                                ThreadPool& pool) {
  const Graph& graph = model.graph();
  Result<DecoderSession> decoder =
      DecoderSession::open(graph, model.weights, gives_logits(graph, model.config.train), pool);
  if (!decoder) return decoder.diagnostics();
  SeenImages seen{.samples = wish.samples,
                  .labels = codes.labels,
                  .numbers = decoder->code().elements(),
                  .codes = std::vector<float>(codes.values.begin(), codes.values.end()),
                  .pictured = evenly(wish.samples.size(), wish.pictured)};
  seen.reconstructions.emplace_back(decoder->image(), wish.longest_side);
  const std::size_t numbers = elements_of(decoder->code());
  std::vector<float> code(numbers);
  for (const std::uint32_t place : seen.pictured) {
    channels_last(decoder->code(), seen.codes.data() + place * numbers, code.data());
    seen.reconstructions.front().add(decoder->images(code));
  }
  return seen;
}

}  // namespace cae
