#include "tools/cli/run_experiment.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <future>
#include <nlohmann/json.hpp>
#include <utility>

#include "dsl/experiment/resolved_json.h"
#include "dsl/model/model.h"
#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/run.h"
#include "framework/base/files.h"
#include "framework/base/sha256.h"
#include "framework/passes/pass.h"
#include "framework/primitives/onednn.h"
#include "framework/profile/machine_limit.h"
#include "framework/store/provenance.h"
#include "framework/train/augmentation.h"
#include "tools/cli/dry_run.h"
#include "tools/cli/progress_display.h"
#include "tools/cli/report.h"
#include "tools/cli/resume_difference.h"
#include "tools/cli/run_analysis.h"
#include "tools/cli/run_jobs.h"
#include "tools/cli/run_text.h"
#include "tools/cli/run_watch.h"
#include "tools/cli/stop_signal.h"

namespace cae::cli {
namespace {

using Json = nlohmann::json;

DisplayStyle style_of(const RunArguments& arguments) {
  if (arguments.json) return DisplayStyle::json;
  if (arguments.quiet) return DisplayStyle::quiet;
  return isatty(STDOUT_FILENO) != 0 ? DisplayStyle::live : DisplayStyle::lines;
}

// The options of the command line that change a run, as the record keeps them, and back.
Json options_json(const RunArguments& arguments) {
  const ExperimentOverrides& overrides = arguments.overrides;
  Json json = Json::object();
  if (!overrides.set.empty()) json["set"] = overrides.set;
  if (overrides.epochs) json["epochs"] = *overrides.epochs;
  if (overrides.limit) json["limit"] = *overrides.limit;
  if (overrides.limit_test) json["limit-test"] = *overrides.limit_test;
  if (!arguments.disabled_passes.empty()) json["disable-pass"] = arguments.disabled_passes;
  return json;
}

void take_options(const Json& configuration, RunArguments& arguments) {
  if (!configuration.is_object() || !configuration.contains("options")) return;
  const Json& json = configuration["options"];
  ExperimentOverrides& overrides = arguments.overrides;
  if (json.contains("set")) overrides.set = json["set"].get<std::vector<std::string>>();
  if (json.contains("epochs")) overrides.epochs = json["epochs"].get<std::int64_t>();
  if (json.contains("limit")) overrides.limit = json["limit"].get<std::int64_t>();
  if (json.contains("limit-test")) overrides.limit_test = json["limit-test"].get<std::int64_t>();
  if (json.contains("disable-pass"))
    arguments.disabled_passes = json["disable-pass"].get<std::vector<std::string>>();
}

std::string configuration_of(const RunConfig& run, const RunArguments& arguments) {
  Json json = Json::parse(resolved_json(run));
  if (const Json options = options_json(arguments); !options.empty()) json["options"] = options;
  return json.dump();
}

// The images of a run, read on a thread of their own: it takes as long as planning and opening the store do.
using LoadingData = std::future<Result<DataSets>>;

LoadingData start_loading(const RunConfig& config, const Graph& model) {
  const Shape& in = model.nodes[static_cast<std::size_t>(model.input)].shape;
  return std::async(std::launch::async, load_data, config.data, ImageShape{in.height, in.width, in.channels});
}

// Of the run that comes first; nothing where its model has an error, which that run will report.
LoadingData start_loading(const RunConfig& config) {
  const Result<Graph> model = build_model(config.model_text, config.model_file, config.parameters);
  return model ? start_loading(config, *model) : LoadingData();
}

class ExperimentRunner {
 public:
  // `first_data` is of the first run, if it is there.
  ExperimentRunner(const RunArguments& arguments, RunStore store, ThreadPool& pool,
                   LoadingData first_data = {})
      : arguments_(arguments),
        store_(std::move(store)),
        pool_(pool),
        first_data_(std::move(first_data)),
        display_(style_of(arguments)) {}

  int run(const Experiment& experiment) {
    for (const RunConfig& config : experiment.runs) {
      run_one(config, std::nullopt);
      if (fatal_ || stop_signal() != 0) break;
    }
    return status();
  }

  int resume(const Experiment& experiment, const StoredRun& stored) {
    const auto same =
        std::find_if(experiment.runs.begin(), experiment.runs.end(), [&](const RunConfig& config) {
          return config.variant == stored.variant && config.train.seed == stored.seed;
        });
    if (same == experiment.runs.end()) {
      return report({catalogue::resume_not_in_experiment(stored.name, experiment.file)});
    }
    const auto difference = resume_difference(stored, *same, configuration_of(*same, arguments_));
    if (difference) return report({*difference});
    run_one(*same, stored);
    // A sweep that was stopped goes on with what it had not come to.
    for (auto next = same + 1; next != experiment.runs.end() && !fatal_ && stop_signal() == 0; ++next) {
      if (!ran_later(*next, stored.id)) run_one(*next, std::nullopt);
    }
    return status();
  }

 private:
  int status() const {
    if (stop_signal() != 0) return 128 + stop_signal();
    return status_;
  }

  bool ran_later(const RunConfig& config, std::int64_t id) {
    const std::vector<RunSummary> runs = store_.runs().take();
    return std::any_of(runs.begin(), runs.end(), [&](const RunSummary& run) {
      return run.id > id && run.experiment == config.experiment && run.variant == config.variant &&
             run.seed == config.train.seed;
    });
  }

  void run_one(const RunConfig& config, const std::optional<StoredRun>& resumed) {
    std::optional<StartedRun> started;
    try {
      train(config, resumed, started);
    } catch (const Failure& failure) {
      const int blamed = report(failure.diagnostics());
      if (!started) {
        fatal_ = true;  // nothing was begun: the store or the input is in the way of every run
        status_ = blamed;
        return;
      }
      status_ = 1;
      display_.run_ended("failed", started->folder);
      const Status recorded =
          store_.finish_run(started->id, RunStatus::failed, render(failure.diagnostics()));
      if (!recorded) {
        fatal_ = true;
        report(recorded.diagnostics());
      }
    }
  }

  void train(const RunConfig& config, const std::optional<StoredRun>& resumed,
             std::optional<StartedRun>& started) {
    const Graph model = build_model(config.model_text, config.model_file, config.parameters).take();
    std::vector<ResolvedPlugin> plugins;
    std::vector<PluginInstance> augmentations;
    const PluginLog log = [this](std::string_view plugin, std::string_view text) {
      display_.note(std::string(plugin) + ": " + std::string(text));
    };
    for (const PluginUse& use : config.augment) {
      plugins.push_back(resolve_plugin(use, PluginList::augment, standard_plugin_folders()).take());
      augmentations.push_back(
          PluginInstance::create(plugins.back(), config.train.seed, augmentations.size(), log).take());
    }
    std::vector<ResolvedPlugin> analyses;
    for (const PluginUse& use : config.analyse) {
      analyses.push_back(resolve_plugin(use, PluginList::analyse, standard_plugin_folders()).take());
      plugins.push_back(analyses.back());
    }
    LoadingData loading = first_data_.valid() ? std::move(first_data_) : start_loading(config, model);
    PlannedTraining planned(model, config.train, arguments_.disabled_passes, pool_);
    const DataSets data = loading.get().take();
    const Dataset* test = data.test ? &*data.test : nullptr;

    Trainer trainer(
        {.model = model,
         .config = config.train,
         .train = data.train,
         .test = test,
         .augment_train = chain_augmentations(augmentations, data.train, false),
         .augment_test = test == nullptr ? Augmentation{} : chain_augmentations(augmentations, *test, true),
         .disabled_passes = arguments_.disabled_passes},
        planned, pool_);
    const std::string configuration = configuration_of(config, arguments_);
    if (resumed) {
      started = take_up(*resumed, trainer, configuration);
    } else {
      started = store_.begin_run(record(config, model, plugins, configuration)).take();
      // The way back exists from the first moment on.
      std::move(trainer.save(last_file(*started), identity(*started, configuration))).take();
    }
    display_.run_started({.name = started->name,
                          .id = started->id,
                          .epochs = config.train.epochs,
                          .steps = trainer.steps_per_epoch(),
                          .parameters = model.parameter_count(),
                          .images = data.train.count,
                          .test_images = test == nullptr ? 0 : test->count,
                          .memory_bytes = trainer.arena_bytes()});
    const RunWatch watch(trainer, pool_.threads(), arguments_.profile,
                         !std::exchange(trace_begun_, true) && !arguments_.trace.empty());
    const bool finished = train_epochs(trainer, *started, configuration);
    keep_sights(watch, *started);
    if (!finished) return;
    const Status analysed = analyse_run({.config = config,
                                         .model = model,
                                         .data = data,
                                         .weights = trainer.weights(),
                                         .augmentations = augmentations,
                                         .analyses = analyses,
                                         .store = store_,
                                         .started = *started},
                                        pool_, log);
    if (!analysed) throw Failure(analysed.diagnostics());
    std::move(store_.finish_run(started->id, RunStatus::done)).take();
    display_.run_ended("done", started->folder);
  }

  // True when every epoch is done, false after a signal.
  bool train_epochs(Trainer& trainer, const StartedRun& started, const std::string& configuration) {
    const std::string name = identity(started, configuration);
    const auto on_step = [&](const StepReport& report) {
      display_.step_done(report);
      return stop_signal() == 0;
    };
    while (!trainer.progress().finished && stop_signal() == 0) {
      const std::optional<EpochReport> epoch = trainer.train_epoch(on_step);
      if (!epoch) break;
      // The row first: a crash between the two repeats the epoch, with the same bits.
      std::move(store_.record_epoch(started.id, {.epoch = epoch->epoch,
                                                 .train_loss = epoch->train_loss,
                                                 .test_loss = epoch->test_loss,
                                                 .seconds = epoch->seconds,
                                                 .learning_rate = epoch->learning_rate,
                                                 .images_per_second = epoch->images_per_second}))
          .take();
      if (epoch->best) {
        std::move(trainer.save(started.folder + "/best.safetensors", name)).take();
        record_checkpoint(started, "best.safetensors", "weights of the epoch with the least test loss");
      }
      std::move(trainer.save(last_file(started), name)).take();
      record_checkpoint(started, "last.safetensors", "weights and optimizer state of the last epoch");
      display_.epoch_done(*epoch);
    }
    if (trainer.progress().finished) return true;
    std::move(trainer.save(last_file(started), name)).take();
    std::move(store_.finish_run(started.id, RunStatus::stopped)).take();
    display_.run_ended("stopped", started.folder);
    display_.note("go on with: " + resume_command(store_.run(started.id).take(), store_.directory()));
    return false;
  }

  // The profile to the screen and the store, the trace to its file.
  void keep_sights(const RunWatch& watch, const StartedRun& started) {
    if (watch.trace()) std::move(write_file_atomically(arguments_.trace, watch.trace()->json())).take();
    if (!watch.profile()) return;
    if (!limit_) limit_ = measure_limit(pool_);
    const Profile profile = watch.profile()->result(*limit_);
    display_.profile_made(profile);
    std::vector<ProfileRecord> rows;
    for (const ProfileRow& row : profile.rows) {
      rows.push_back({row.node, row.layer, row.kind, row.direction, row.seconds, row.operations, row.bytes,
                      row.limit_seconds});
    }
    std::move(store_.record_profile(started.id, rows)).take();
  }

  void record_checkpoint(const StartedRun& started, const std::string& file, const std::string& description) {
    std::move(store_.record_artefact(
                  started.id,
                  {.kind = "checkpoint", .path = started.name + "/" + file, .description = description}))
        .take();
  }

  StartedRun take_up(const StoredRun& stored, Trainer& trainer, const std::string& configuration) {
    const StartedRun before{stored.id, stored.name, store_.folder(stored.name)};
    // Without a checkpoint it was killed before its first; it starts over, as the same run.
    if (std::filesystem::exists(last_file(before))) {
      std::move(trainer.resume(last_file(before), identity(before, configuration))).take();
    }
    return store_.reopen_run(stored.id, trainer.progress().epoch - 1).take();
  }

  static std::string last_file(const StartedRun& run) { return run.folder + "/last.safetensors"; }

  // Whose a checkpoint is: the run, and the settings it was made with.
  static std::string identity(const StartedRun& run, const std::string& configuration) {
    Json json = Json::parse(configuration);
    for (const char* outward : {"options", "model"}) json.erase(outward);
    return run.name + " " + sha256(json.dump());
  }

  RunRecord record(const RunConfig& config, const Graph& model, const std::vector<ResolvedPlugin>& plugins,
                   const std::string& configuration) const {
    RunRecord record{.experiment = config.experiment,
                     .variant = config.variant,
                     .seed = config.train.seed,
                     .experiment_file = config.experiment_file,
                     .experiment_text = config.experiment_text,
                     .model_file = config.model_file,
                     .model_text = config.model_text,
                     .configuration = configuration,
                     .command = arguments_.command,
                     .cae_lab_version = CAE_VERSION,
                     .onednn_version = onednn::version(),
                     .cpu = cpu_name(),
                     .isa = onednn::isa_name(),
                     .threads = pool_.threads(),
                     .git_revision = git_revision(config.experiment_file),
                     .parameters = model.parameter_count(),
                     .trainable_parameters = model.parameter_count(true),
                     .epochs_planned = config.train.epochs};
    for (const ResolvedPlugin& use : plugins) {
      record.plugins.push_back(
          {use.plugin.name(), use.plugin.version(), use.plugin.path(), use.plugin.sha256()});
    }
    return record;
  }

  const RunArguments& arguments_;
  RunStore store_;
  ThreadPool& pool_;
  LoadingData first_data_;
  ProgressDisplay display_;
  int status_ = 0;      // what the process ends with, signals aside
  bool fatal_ = false;  // no use in going on with other runs
  bool trace_begun_ = false;
  std::optional<MachineLimit> limit_;
};

Status check_passes(const std::vector<std::string>& disabled) {
  std::vector<std::string> known;
  for (const Pass& pass : all_passes()) known.emplace_back(pass.name);
  Diagnostics problems;
  for (const std::string& name : disabled) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      problems.push_back(catalogue::unknown_pass(name, known));
    }
  }
  if (!problems.empty()) return problems;
  return Done{};
}

// Leaves the runs that --variant and --seed ask for.
Status choose_runs(const RunArguments& arguments, Experiment& experiment) {
  std::vector<std::string> known;
  for (const RunConfig& run : experiment.runs) known.push_back(run.variant);
  if (arguments.variant && std::find(known.begin(), known.end(), *arguments.variant) == known.end()) {
    return Diagnostics{catalogue::no_such_variant(experiment.file, *arguments.variant, known)};
  }
  std::erase_if(experiment.runs, [&](const RunConfig& run) {
    return (arguments.variant && run.variant != *arguments.variant) ||
           (arguments.seed && run.train.seed != *arguments.seed);
  });
  if (experiment.runs.empty()) return Diagnostics{catalogue::no_such_seed(experiment.file, *arguments.seed)};
  return Done{};
}

int resume(RunArguments arguments, RunStore store, ThreadPool& pool) {
  const StoredRun stored = store.run(store.find(arguments.resume).take()).take();
  if (stored.status == RunStatus::done) return report({catalogue::resume_finished(stored.name)});
  // Without options of its own, the command means those that the run was made with.
  if (options_json(arguments).empty())
    take_options(Json::parse(stored.configuration, nullptr, false), arguments);
  const Experiment experiment = load_experiment(arguments.experiment, arguments.overrides).take();
  return ExperimentRunner(arguments, std::move(store), pool).resume(experiment, stored);
}

}  // namespace

int run_experiment(const RunArguments& arguments) {
  if (const Status passes = check_passes(arguments.disabled_passes); !passes)
    return report(passes.diagnostics());
  if (arguments.experiment.ends_with(".cae"))
    return report({catalogue::run_of_a_model(arguments.experiment)});
  // Before any work, to see that the file can be written.
  if (!arguments.trace.empty() && !arguments.dry_run) {
    const Status writable = write_file_atomically(arguments.trace, R"({"traceEvents":[]})");
    if (!writable) return report(writable.diagnostics());
  }
  ThreadPool pool(arguments.threads);
  watch_signals();
  if (!arguments.resume.empty()) {
    std::move(RunStore::open(arguments.store, StoreAccess::read))
        .take();  // a store that is not there is not made
    return resume(arguments, RunStore::open(arguments.store, StoreAccess::write).take(), pool);
  }
  Experiment experiment = load_experiment(arguments.experiment, arguments.overrides).take();
  if (const Status chosen = choose_runs(arguments, experiment); !chosen) return report(chosen.diagnostics());
  if (arguments.jobs > 1 && experiment.runs.size() > 1 && !arguments.dry_run)
    return run_jobs(arguments, experiment);
  if (arguments.dry_run) return dry_run(experiment, arguments, pool);
  LoadingData first_data = start_loading(experiment.runs.front());
  return ExperimentRunner(arguments, RunStore::open(arguments.store, StoreAccess::write).take(), pool,
                          std::move(first_data))
      .run(experiment);
}

}  // namespace cae::cli
