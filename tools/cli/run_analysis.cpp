#include "tools/cli/run_analysis.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "framework/base/activity.h"
#include "framework/base/catalogue/plugin.h"
#include "framework/base/files.h"
#include "framework/base/name.h"
#include "framework/data/npy.h"
#include "framework/draw/image_sheet.h"
#include "framework/draw/plots.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/train/augmentation.h"
#include "framework/train/evaluator.h"
#include "tools/cli/number_text.h"
#include "tools/cli/report.h"
#include "tools/cli/run_text.h"

namespace cae::cli {
namespace {

// Images of `shape` from H,W,C to C,H,W order.
std::vector<float> planar(std::span<const float> hwc, const Shape& shape) {
  std::vector<float> chw(hwc.size());
  for (std::size_t at = 0; at < hwc.size(); at += elements_of(shape)) {
    channels_first(shape, hwc.data() + at, chw.data() + at);
  }
  return chw;
}

ImageBatch image_batch(std::span<const float> hwc, const Shape& shape) {
  return {.count = static_cast<std::int64_t>(hwc.size()) / shape.elements(),
          .channels = shape.channels,
          .height = shape.height,
          .width = shape.width,
          .pixels = planar(hwc, shape)};
}

std::string as_csv(const Table& table) {
  std::string text = table.samples.empty() ? "" : "sample,";
  if (!table.labels.empty()) text += "label,";
  for (std::size_t c = 0; c < table.columns.size(); ++c) text += (c == 0 ? "" : ",") + table.columns[c];
  text += "\n";
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (!table.samples.empty()) text += std::to_string(table.samples[r]) + ",";
    if (!table.labels.empty()) text += std::to_string(table.labels[r]) + ",";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      text += (c == 0 ? "" : ",") + exact_text(table.values[r * table.columns.size() + c]);
    }
    text += "\n";
  }
  return text;
}

constexpr std::size_t longest_file_name = 200;

// Wider tables go to NPY, float32, one row an image: as CSV they would be several times as large.
constexpr std::size_t widest_csv = 256;

Status write_wide(const Table& table, const std::string& file) {
  const std::vector<float> values(table.values.begin(), table.values.end());
  return write_npy(file, make_array({static_cast<std::int64_t>(table.rows()),
                                     static_cast<std::int64_t>(table.columns.size())},
                                    std::span<const float>(values)));
}

class Analyser {
 public:
  Analyser(const FinishedRun& run, ThreadPool& pool, const PluginLog& log)
      : run_(run), pool_(pool), log_(log) {}

  void run() {
    draw_loss_plot();
    draw_reconstructions();
    for (std::size_t i = 0; i < run_.analyses.size(); ++i) analyse(run_.analyses[i], i);
  }

 private:
  // The host has checked the names that plugins give; nothing is written outside the run's folder all the
  // same.
  std::string path(const std::string& name) const {
    if (!is_name(name, longest_file_name)) throw std::logic_error("a file of a run called '" + name + "'");
    return run_.started.folder + "/" + name;
  }
  const Node& node(NodeId id) const { return run_.model.nodes[static_cast<std::size_t>(id)]; }
  int batch() const { return static_cast<int>(run_.config.train.batch); }

  // Runs `make(path)` for a file of the run's folder and records it.
  template <class F>
  void artefact(const std::string& kind, const std::string& name, const std::string& description, F make) {
    std::move(make(path(name))).take();
    std::move(run_.store.record_artefact(
                  run_.started.id,
                  {.kind = kind, .path = run_.started.name + "/" + name, .description = description}))
        .take();
  }

  void draw_loss_plot() {
    LossCurve curve{.label = title(run_.config.experiment, run_.config.variant)};
    for (const EpochRecord& epoch : run_.store.epochs(run_.started.id).take()) {
      curve.epochs.push_back(static_cast<int>(epoch.epoch));
      curve.train.push_back(epoch.train_loss);
      curve.validation.push_back(epoch.validation_loss.value_or(std::nan("")));
      if (run_.data.test) curve.test.push_back(epoch.test_loss.value_or(std::nan("")));
    }
    artefact("plot", "losses.png", "losses of every epoch: train blue, validation orange, test red",
             [&](const std::string& file) { return draw_losses({curve}, curve.label, file); });
  }

  void draw_reconstructions() {
    const bool test = run_.data.test.has_value();
    const Dataset& images = test ? *run_.data.test : run_.data.train;
    const auto count = static_cast<std::uint32_t>(std::min<std::int64_t>(images.count, 10));
    Evaluator evaluator(run_.model, run_.weights, pool_, static_cast<int>(count), Loss::mse);
    BatchSource source(images, static_cast<int>(count), chain_augmentations(run_.augmentations, images, test),
                       false);
    source.start_epoch(identity_order(count), 0);
    const BatchView view = *source.next().take();
    const Shape& in = node(run_.model.input).shape;
    std::vector<float> outputs;
    for (const float value : evaluator.outputs(view, run_.model.output)) {
      outputs.push_back(run_.config.train.loss == "bce_logits" ? 1.0F / (1.0F + std::exp(-value)) : value);
    }
    std::vector<ImageRow> rows{{"original", image_batch(view.targets, in)}};
    if (!run_.augmentations.empty()) rows.push_back({"input", image_batch(view.inputs, in)});
    rows.push_back({"reconstruction", image_batch(outputs, node(run_.model.output).shape)});
    artefact("images", "reconstructions.png",
             "the first ten " + std::string(test ? "test" : "training") +
                 " images and what the model makes of them",
             [&](const std::string& file) { return draw_image_sheet(rows, file); });
  }

  // The images that a plugin asked for.
  struct Chosen {
    const Dataset& images;
    bool test;
    std::vector<std::uint32_t> samples;
    std::vector<std::int64_t> labels;
  };
  Chosen choose(const PluginRequest& request) const {
    const bool test = request.test && run_.data.test;
    const Dataset& images = test ? *run_.data.test : run_.data.train;
    Chosen chosen{images,
                  test,
                  chosen_samples(request.seed, request.images, static_cast<std::uint32_t>(images.count)),
                  {}};
    if (images.labels.empty()) return chosen;
    for (const std::uint32_t sample : chosen.samples) chosen.labels.push_back(images.labels[sample]);
    return chosen;
  }

  static PluginBatch plugin_batch(const Chosen& chosen, std::span<const float> values, const Shape& shape) {
    return {.values = values,
            .count = static_cast<std::int64_t>(chosen.samples.size()),
            .channels = shape.channels,
            .height = shape.height,
            .width = shape.width,
            .samples = chosen.samples,
            .labels = chosen.labels,
            .test = chosen.test,
            .epoch = 0};
  }

  void analyse(const ResolvedPlugin& use, std::size_t position) {
    PluginInstance instance = PluginInstance::create(use, run_.config.train.seed, position, log_).take();
    const PluginRequest request = instance.request().take();
    const Chosen chosen = choose(request);
    if (use.plugin.kind() == PluginKind::extractor) {
      const PluginOutput features = extract(instance, request, chosen);
      report(instance.take_warnings());
      keep(use, features, chosen.images);
      return;
    }
    std::vector<float> pixels;
    const Shape& in = node(run_.model.input).shape;
    if (request.wants_images) {
      pixels.resize(chosen.samples.size() * elements_of(in));
      for (std::size_t i = 0; i < chosen.samples.size(); ++i) {
        chosen.images.copy_chw(chosen.samples[i], pixels.data() + i * elements_of(in));
      }
    }
    const PluginBatch images = plugin_batch(chosen, pixels, in);
    std::vector<const Table*> tables;
    for (const Table& table : tables_) tables.push_back(&table);
    const PluginOutput output = instance.analyse(request.wants_images ? &images : nullptr, tables).take();
    report(instance.take_warnings());
    keep(use, output, chosen.images);
  }

  PluginOutput extract(PluginInstance& instance, const PluginRequest& request, const Chosen& chosen) {
    NodeId layer = run_.model.layer_output(request.layer);
    if (layer == no_node && request.layer == "code") layer = run_.model.code;
    if (layer == no_node) {
      throw Failure(catalogue::unknown_plugin_layer(request.layer_place, instance.plugin().name(),
                                                    request.layer, run_.model.layers()));
    }
    Evaluator evaluator(run_.model, run_.weights, pool_, batch(), Loss::mse, {layer});
    BatchSource source(chosen.images, batch(),
                       chain_augmentations(run_.augmentations, chosen.images, chosen.test), false);
    source.start_epoch(chosen.samples, 0);
    std::vector<float> values;
    const Shape& shape = node(layer).shape;
    while (const std::optional<BatchView> view = source.next().take()) {
      const std::vector<float> part = planar(evaluator.outputs(*view, layer), shape);
      values.insert(values.end(), part.begin(), part.end());
    }
    return instance.extract(plugin_batch(chosen, values, shape), request.layer).take();
  }

  void keep(const ResolvedPlugin& use, const PluginOutput& output, const Dataset& images) {
    std::vector<MetricRecord> metrics;
    for (const auto& [name, value] : output.metrics) metrics.push_back({use.plugin.name(), name, value});
    std::move(run_.store.record_metrics(run_.started.id, metrics)).take();
    for (const DrawnTable& drawn : output.tables) {
      const std::string& name = drawn.table.name;
      const bool wide = drawn.table.columns.size() > widest_csv;
      artefact("table", name + (wide ? ".npy" : ".csv"), use.plugin.name() + ": " + name,
               [&](const std::string& file) {
                 return wide ? write_wide(drawn.table, file)
                             : write_file_atomically(file, as_csv(drawn.table));
               });
      draw(use, drawn, images);
      tables_.push_back(drawn.table);
    }
    for (const Picture& picture : output.pictures) {
      const auto plane = static_cast<std::size_t>(picture.height * picture.width);
      ImageBatch image{.count = 1,
                       .channels = 3,
                       .height = picture.height,
                       .width = picture.width,
                       .pixels = std::vector<float>(3 * plane)};
      for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
        image.pixels[i % 3 * plane + i / 3] = static_cast<float>(picture.pixels[i]) / 255.0F;
      }
      artefact("images", picture.name + ".png", use.plugin.name() + ": " + picture.name,
               [&](const std::string& file) {
                 return draw_image_sheet({{"", image}}, file, {.scale = 1, .gap = 0, .most = 0});
               });
    }
  }

  void draw(const ResolvedPlugin& use, const DrawnTable& drawn, const Dataset& images) {
    if (drawn.drawing == TableDrawing::none) return;
    const TableCaption caption{
        .title = drawn.table.name + ", " + title(run_.config.experiment, run_.config.variant),
        .classes = images.class_names};
    artefact("plot", drawn.table.name + ".png", use.plugin.name() + ": " + drawn.table.name,
             [&](const std::string& file) {
               if (drawn.drawing == TableDrawing::scatter && drawn.table.columns.size() >= 2) {
                 return draw_scatter(drawn.table, 0, 1, caption, file);
               }
               return draw_table(drawn.table, caption, file);
             });
  }

  const FinishedRun& run_;
  ThreadPool& pool_;
  const PluginLog& log_;
  std::vector<Table> tables_;  // extracted so far
};

}  // namespace

Status analyse_run(const FinishedRun& run, ThreadPool& pool, const PluginLog& log) {
  const PhaseScope phase("drawing and analysing the run");
  try {
    Analyser(run, pool, log).run();
  } catch (const Failure& failure) {
    return failure.diagnostics();
  }
  return Done{};
}

}  // namespace cae::cli
