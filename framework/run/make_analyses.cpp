#include "framework/run/make_analyses.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "framework/base/activity.h"
#include "framework/base/catalogue/analysis.h"
#include "framework/base/catalogue/plugin.h"
#include "framework/base/current_failure.h"
#include "framework/draw/plots.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/plugin/use_names.h"
#include "framework/run/analysed_images.h"
#include "framework/run/analysis_check.h"
#include "framework/run/analysis_output.h"
#include "framework/run/apart.h"
#include "framework/run/best_and_last_checkpoint.h"
#include "framework/run/loss_curve_of_run.h"
#include "framework/run/picture_notes.h"
#include "framework/run/plugin_model_of.h"
#include "framework/run/reconstruction_sheet.h"
#include "framework/train/augmentation.h"
#include "framework/train/evaluator.h"
#include "framework/train/reconstruction_loss.h"
#include "framework/train/validation.h"
#include "framework/train/weights.h"

namespace cae {
namespace {

using Clock = std::chrono::steady_clock;

// A signal asked to stop.
struct Interrupted {};

class AnalysisMaker {
 public:
  AnalysisMaker(const std::vector<PlannedAnalysis>& plan, const TrainedRun& run, ThreadPool& pool,
                const RunListeners& listeners, const RunControl& control)
      : plan_(plan),
        run_(run),
        pool_(pool),
        listeners_(listeners),
        control_(control),
        validation_(validation_samples(run.config.data, run.config.train.seed, run.data.train.count).take()) {
  }

  AnalysisOutcome make() && {
    for (std::size_t i = 0; i < plan_.size() && !outcome_.left; ++i) {
      if (!plan_[i].wanted) continue;
      try {
        make_one(i);
      } catch (...) {
        leave_unrecorded(i, current_failure());
      }
      drop_tables_after(i);
    }
    return outcome_;
  }

 private:
  const Shape& shape_of(NodeId id) const { return run_.model.nodes[static_cast<std::size_t>(id)].shape; }
  int batch() const { return static_cast<int>(run_.config.train.batch); }
  bool stopped() const { return control_.stopped(); }

  void make_one(std::size_t i) {
    if (stopped()) {
      outcome_.left = true;
      return;
    }
    begun_ = Clock::now();
    under_way_ = plan_[i].name;
    done_ = -1.0;
    std::move(run_.store.begin_analysis(run_.started.id, under_way_)).take();
    const Diagnostics problems = attempt(i);
    if (!problems.empty()) fail(i, problems);
  }

  // Records the analysis as done or interrupted, or says why it failed.
  Diagnostics attempt(std::size_t i) {
    results_ = {};
    try {
      if (!plan_[i].problems.empty()) return plan_[i].problems;
      Diagnostics problems = results_of(i);
      if (!problems.empty()) return problems;
    } catch (const Interrupted&) {
      interrupt();
      return {};
    } catch (...) {
      if (!stopped()) return current_failure();
      interrupt();
      return {};
    }
    finish(AnalysisStatus::done, "");
    return {};
  }

  void interrupt() {
    outcome_.left = true;
    results_ = {};
    finish(AnalysisStatus::interrupted, "");
  }

  void fail(std::size_t i, const Diagnostics& problems) {
    ++outcome_.failed;
    failed_.insert(i);
    finish(AnalysisStatus::failed, render(problems));
    listeners_.tell(&RunListener::analysis_failed, plan_[i].name, problems);
  }

  // The store cannot take what was made, nor what the others would make.
  void leave_unrecorded(std::size_t i, const Diagnostics& why) {
    ++outcome_.failed;
    outcome_.left = true;
    listeners_.tell(&RunListener::analysis_failed, plan_[i].name, why);
  }

  double seconds() const { return std::chrono::duration<double>(Clock::now() - begun_).count(); }

  void finish(AnalysisStatus status, const std::string& error) {
    const AnalysisRecord record{.name = under_way_, .status = status, .error = error, .seconds = seconds()};
    std::move(run_.store.finish_analysis(run_.started.id, record, results_.metrics, results_.artefacts))
        .take();
    listeners_.tell(&RunListener::analysis_ended, record.name, status, *record.seconds);
  }

  void tick() {
    const double done = done_.load();
    const std::lock_guard lock(mutex_);
    listeners_.tell(
        &RunListener::analysis_under_way,
        AnalysisProgress{.name = under_way_,
                         .seconds = seconds(),
                         .done = done < 0.0 ? std::optional<double>() : std::optional(std::min(done, 1.0))});
  }

  // Between two batches.
  void go_on() {
    if (stopped()) throw Interrupted{};
    tick();
  }

  // Runs what cannot look at signals itself.
  template <class Work>
  void apart(Work&& work) {
    run_apart(work, {.tick = [this] { tick(); },
                     .stopped = [this] { return stopped(); },
                     .leave =
                         [this] {
                           if (!control_.leave) return;
                           interrupt();
                           control_.leave();
                         }});
    if (stopped()) throw Interrupted{};
  }

  Diagnostics results_of(std::size_t i) {
    const PlannedAnalysis& analysis = plan_[i];
    if (analysis.use) return plugin_results(i);
    const bool losses = analysis.name == losses_picture;
    std::vector<std::string> files;
    for (const char* ending : {".png", ".svg"}) files.push_back(analysis.name + ending);
    const Status drawn = losses ? draw_loss_plot(files) : draw_sheet(analysis, files);
    if (!drawn) return drawn.diagnostics();
    for (const std::string& file : files) {
      results_.artefacts.push_back(
          {.kind = losses ? "plot" : "images",
           .path = run_.started.name + "/" + file,
           .description = losses ? "losses of every epoch: test solid, validation dashed, train dotted"
                                 : "the first " + std::string(run_.data.test ? "test" : "training") +
                                       " images and what the model makes of them",
           .analysis = analysis.name});
    }
    return {};
  }

  std::vector<std::string> paths_of(const std::vector<std::string>& files) const {
    std::vector<std::string> paths;
    for (const std::string& file : files) paths.push_back(run_.started.folder + "/" + file);
    return paths;
  }

  std::string note_of_run() const {
    return run_note(run_.config.experiment, run_.config.variant, run_.config.train.seed);
  }

  Status draw_loss_plot(const std::vector<std::string>& files) {
    const std::vector<EpochRecord> epochs = run_.store.epochs(run_.started.id).take();
    const LossPlot plot{.curves = {loss_curve_of(run_.started.name, epochs)},
                        .title = "Losses of run " + run_.started.name,
                        .notes = {note_of_run()},
                        .loss = loss_axis(reconstruction_loss(run_.model, run_.config.train).name, epochs)};
    Status drawn = Done{};
    apart([&] {
      for (const std::string& path : paths_of(files)) {
        if (drawn) drawn = draw_losses(plot, path);
      }
    });
    return drawn;
  }

  Status draw_sheet(const PlannedAnalysis& analysis, const std::vector<std::string>& files) {
    return draw_reconstructions(
        first_reconstructions({run_.started.name, run_.config, run_.model, run_.data, run_.augmentations},
                              weights(analysis.weights), analysis.weights, sheet_images),
        paths_of(files), pool_, [this] { go_on(); });
  }

  // "last" or "best"; one of the two is kept.
  ParameterArrays& weights(const std::string& which) {
    if (weights_ && weights_name_ == which) return *weights_;
    const std::string file = checkpoint_named(which, run_.started.folder);
    std::error_code ignored;
    if (which == "best" && !std::filesystem::exists(file, ignored))
      throw Failure(catalogue::no_best_weights(file));
    weights_.reset();
    weights_ = std::make_unique<ParameterArrays>(run_.model);
    weights_name_.clear();  // until they are whole
    std::move(load_weights(file, *weights_)).take();
    weights_name_ = which;
    return *weights_;
  }

  Diagnostics plugin_results(std::size_t i) {
    const PlannedAnalysis& analysis = plan_[i];
    PluginOutput output = output_of(i);
    for (const PluginMetric& metric : output.metrics) {
      results_.metrics.push_back({.analysis = analysis.name,
                                  .name = metric.name,
                                  .value = metric.value,
                                  .split = metric.split,
                                  .class_name = metric.class_name});
    }
    const OutputPlace place{run_.started, note_of_run(),
                            (run_.data.test ? *run_.data.test : run_.data.train).class_names};
    Diagnostics problems;
    apart([&] { problems = write_output(output, analysis, place, results_); });
    // A plot that could not be drawn does not take its table from the analyses that come later.
    keep_tables(i, std::move(output));
    return problems;
  }

  const std::vector<Table>& keep_tables(std::size_t i, PluginOutput output) {
    std::vector<Table>& tables = made_[i];
    tables.clear();
    for (DrawnTable& drawn : output.tables) tables.push_back(std::move(drawn.table));
    return tables;
  }

  void drop_tables_after(std::size_t i) {
    std::erase_if(made_, [&](const auto& entry) {
      for (std::size_t later = i + 1; later < plan_.size(); ++later) {
        if (!plan_[later].wanted) continue;
        for (const std::vector<std::size_t>* entries : {&plan_[later].needs, &plan_[later].takes}) {
          if (std::find(entries->begin(), entries->end(), entry.first) != entries->end()) return false;
        }
      }
      return true;
    });
  }

  // The tables of an entry, made again if they are not in memory.
  const std::vector<Table>& tables_of(std::size_t i, const std::string& for_whom) {
    if (const auto made = made_.find(i); made != made_.end()) return made->second;
    if (failed_.contains(i)) throw Failure(catalogue::needed_analysis_failed(for_whom, plan_[i].name));
    if (!plan_[i].problems.empty()) throw Failure(plan_[i].problems);
    return keep_tables(i, output_of(i));
  }

  PluginInstance instance_of(const PlannedAnalysis& analysis) {
    const PluginLog log = [this](std::string_view plugin, std::string_view text) {
      const std::lock_guard lock(mutex_);
      listeners_.tell(&RunListener::noted, std::string(plugin) + ": " + std::string(text));
    };
    const PluginProgress progress = [this](double done) {
      done_ = std::isfinite(done) ? std::max(done, 0.0) : 0.0;
      return !stopped();
    };
    return PluginInstance::create(*analysis.use, run_.config.train.seed, analysis.position, log, progress)
        .take();
  }

  // What the plugin gives, under the names by which it is kept.
  PluginOutput output_of(std::size_t i) {
    const PlannedAnalysis& analysis = plan_[i];
    PluginInstance instance = instance_of(analysis);
    const PluginRequest request = instance.request().take();
    const AnalysedImages chosen = chosen_images(request, run_.data, validation_);
    PluginOutput output = analysis.use->plugin.kind() == PluginKind::extractor
                              ? extract(instance, analysis, request, chosen)
                              : analyse(instance, i, request, chosen);
    if (const Diagnostics warnings = instance.take_warnings(); !warnings.empty())
      listeners_.tell(&RunListener::reported, warnings);
    rename_results(output, analysis);
    return output;
  }

  PluginOutput extract(PluginInstance& instance, const PlannedAnalysis& analysis,
                       const PluginRequest& request, const AnalysedImages& chosen) {
    const NodeId layer = wanted_layer(run_.model, request.layer);
    if (layer == no_node) {
      throw Failure(catalogue::unknown_plugin_layer(request.layer_place, instance.plugin().name(),
                                                    request.layer, run_.model.layers()));
    }
    const bool augmented = shows_augmented(request, PluginKind::extractor);
    const std::vector<float> values = layer_outputs(layer, analysis, chosen, augmented);
    Result<PluginOutput> output = PluginOutput{};
    apart([&] { output = instance.extract(plugin_batch(chosen, values, shape_of(layer)), request.layer); });
    return std::move(output).take();
  }

  // What the layer gives for the chosen images, C,H,W.
  std::vector<float> layer_outputs(NodeId layer, const PlannedAnalysis& analysis,
                                   const AnalysedImages& chosen, bool augmented) {
    const Shape& shape = shape_of(layer);
    const std::size_t elements = elements_of(shape), count = chosen.samples.size();
    std::vector<float> values(count * elements);
    Evaluator evaluator(run_.model, weights(analysis.weights), pool_, batch(), "", {layer});
    BatchSource source(chosen.images, batch(), augmentation(chosen, augmented), false);
    source.start_epoch(chosen.samples, 0);
    std::size_t image = 0;
    for (;;) {
      done_ = static_cast<double>(image) / static_cast<double>(std::max<std::size_t>(count, 1));
      go_on();
      const std::optional<BatchView> view = source.next().take();
      if (!view) break;
      const std::span<const float> outputs = evaluator.outputs(*view, layer);
      for (std::size_t at = 0; at < outputs.size(); at += elements, ++image) {
        channels_first(shape, outputs.data() + at, values.data() + image * elements);
      }
    }
    done_ = -1.0;
    return values;
  }

  Augmentation augmentation(const AnalysedImages& chosen, bool augmented) {
    if (!augmented) return {};
    return chain_augmentations(run_.augmentations, chosen.images, chosen.from != ImageSet::training);
  }

  // The images themselves, C,H,W.
  std::vector<float> pixels_of(const AnalysedImages& chosen, bool augmented) {
    const Shape& shape = shape_of(run_.model.input);
    const std::size_t elements = elements_of(shape);
    std::vector<float> pixels;
    pixels.reserve(chosen.samples.size() * elements);
    BatchSource source(chosen.images, batch(), augmentation(chosen, augmented), false);
    source.start_epoch(chosen.samples, 0);
    while (const std::optional<BatchView> view = source.next().take()) {
      go_on();
      for (std::size_t at = 0; at < view->inputs.size(); at += elements) {
        pixels.resize(pixels.size() + elements);
        channels_first(shape, view->inputs.data() + at, pixels.data() + pixels.size() - elements);
      }
    }
    return pixels;
  }

  // What the model makes of the images, as images.
  std::vector<float> reconstructions_of(const PlannedAnalysis& analysis, const AnalysedImages& chosen,
                                        bool augmented) {
    std::vector<float> made = layer_outputs(run_.model.reconstruction(), analysis, chosen, augmented);
    if (gives_logits(run_.model, run_.config.train))
      std::transform(made.begin(), made.end(), made.begin(), sigmoid_of);
    return made;
  }

  PluginOutput analyse(PluginInstance& instance, std::size_t i, const PluginRequest& request,
                       const AnalysedImages& chosen) {
    std::vector<const Table*> tables;
    for (const std::size_t need : plan_[i].needs) {
      for (const Table& table : tables_of(need, plan_[i].name)) tables.push_back(&table);
    }
    for (const std::size_t taken : plan_[i].takes) {
      const auto made = made_.find(taken);
      if (made == made_.end()) continue;
      for (const Table& table : made->second) tables.push_back(&table);
    }
    const bool augmented = shows_augmented(request, PluginKind::analysis);
    std::vector<float> pixels, made;
    if (request.wants_images) pixels = pixels_of(chosen, augmented);
    if (request.wants_reconstructions) made = reconstructions_of(plan_[i], chosen, augmented);
    if (request.wants_model) {
      instance.show_model(trained_plugin_model(run_.model, weights(plan_[i].weights),
                                               gives_logits(run_.model, run_.config.train), pool_));
    }
    PluginBatch images = plugin_batch(chosen, pixels, shape_of(run_.model.input));
    images.reconstructions = made;
    Result<PluginOutput> output = PluginOutput{};
    apart([&] { output = instance.analyse(request.wants_images ? &images : nullptr, tables); });
    if (output) set_origin(*output, request.wants_images ? chosen.from : from_of(tables));
    return std::move(output).take();
  }

  static ImageSet from_of(const std::vector<const Table*>& tables) {
    return tables.empty() ? ImageSet::test : tables.front()->origin.from;
  }
  static void set_origin(PluginOutput& output, ImageSet from) {
    for (DrawnTable& drawn : output.tables) drawn.table.origin = {.from = from};
  }

  const std::vector<PlannedAnalysis>& plan_;
  const TrainedRun& run_;
  ThreadPool& pool_;
  const RunListeners& listeners_;
  const RunControl& control_;
  std::vector<std::uint32_t> validation_;  // training images that are kept back
  AnalysisOutcome outcome_;
  std::mutex mutex_;  // of what listeners are told: plugins speak from threads of their own
  std::string under_way_;
  Clock::time_point begun_ = {};
  WrittenResults results_;
  std::atomic<double> done_ = -1.0;                 // of what is under way; negative: not known
  std::map<std::size_t, std::vector<Table>> made_;  // by entries of the plan
  std::set<std::size_t> failed_;
  std::unique_ptr<ParameterArrays> weights_;
  std::string weights_name_;
};

}  // namespace

AnalysisOutcome make_analyses(const std::vector<PlannedAnalysis>& plan, const TrainedRun& run,
                              ThreadPool& pool, const RunListeners& listeners, const RunControl& control) {
  const PhaseScope phase("drawing and analysing the run");
  return AnalysisMaker(plan, run, pool, listeners, control).make();
}

}  // namespace cae
