#include "tools/cli/run_experiment.h"

#include <algorithm>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "dsl/experiment/resolved_json.h"
#include "dsl/model/model.h"
#include "framework/base/activity.h"
#include "framework/base/catalogue/analysis.h"
#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/resume.h"
#include "framework/base/catalogue/run.h"
#include "framework/base/current_failure.h"
#include "framework/base/files.h"
#include "framework/base/final_command.h"
#include "framework/base/shell_word.h"
#include "framework/draw/plot_check.h"
#include "framework/passes/pass.h"
#include "framework/primitives/onednn.h"
#include "framework/profile/machine_limit.h"
#include "framework/run/analysis_check.h"
#include "framework/run/changed_inputs.h"
#include "framework/run/input_sums.h"
#include "framework/run/make_analyses.h"
#include "framework/run/run_identity.h"
#include "framework/run/stored_analyses.h"
#include "framework/run/take_up.h"
#include "framework/store/provenance.h"
#include "framework/train/augmentation.h"
#include "framework/train/fit_checks.h"
#include "framework/train/health.h"
#include "framework/train/validation.h"
#include "tools/cli/analysis_screen.h"
#include "tools/cli/dry_run.h"
#include "tools/cli/progress_display.h"
#include "tools/cli/record_end.h"
#include "tools/cli/report.h"
#include "tools/cli/resume_difference.h"
#include "tools/cli/run_call.h"
#include "tools/cli/run_jobs.h"
#include "tools/cli/run_options.h"
#include "tools/cli/run_text.h"
#include "tools/cli/run_warnings.h"
#include "tools/cli/run_watch.h"
#include "tools/cli/stop_signal.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

using Json = nlohmann::json;

DisplayStyle style_of(const RunArguments& arguments) {
  if (arguments.json) return DisplayStyle::json;
  if (arguments.quiet) return DisplayStyle::quiet;
  return has_live_lines() ? DisplayStyle::live : DisplayStyle::lines;
}

std::string configuration_of(const RunConfig& run, const RunArguments& arguments) {
  Json json = Json::parse(resolved_json(run));
  if (const Json options = Json::parse(options_json(arguments)); !options.empty()) json["options"] = options;
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

// The sums of what a run reads, taken on a thread of its own beside all else: of a new run nobody waits for
// them before its first epoch is recorded.
using SummedInputs = std::future<Result<std::vector<InputRecord>>>;

// Status and what --resume asks for, of one of the runs that go on.
struct RunToResume {
  StoredRun stored;
  bool named = false;         // by --resume, not one of its command's others
  bool epochs_given = false;  // with --resume, for this run
};

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
    plots_ = std::async(std::launch::async, check_plots);
    call_ = passed_on_call(store_, experiment.runs.front());
    if (!call_) call_ = store_.record_call(call_record(arguments_, experiment)).take();
    for (const RunConfig& config : experiment.runs) {
      run_one(config, std::nullopt);
      if (fatal_ || stop_signal() != 0) break;
    }
    return status();
  }

  // Goes on with the run, and then with what its command had chosen and not come to: stopped runs, and those
  // that were never begun. What is given beside --resume is for the run alone.
  int resume(const StoredRun& stored) {
    const RunArguments given = arguments_;
    call_ = stored.call;
    const CallRecord call = call_ ? store_.call(*call_).take() : CallRecord{};
    const bool others = std::any_of(call.runs.begin(), call.runs.end(), [&](const ChosenRun& chosen) {
      return !is_same(chosen, stored) && is_left(chosen, given);
    });
    arguments_ = with_options(given, options_of(stored));
    const std::optional<RunConfig> config = agreeing_config(stored);
    if (!config) return status();
    const std::int64_t epochs = static_cast<std::int64_t>(store_.epochs(stored.id).take().size());
    const bool epochs_given = gives_epochs(given);
    const Status left = check_left_to_train(stored, epochs, config->train, epochs_given);
    if (!left && !others) return report(left.diagnostics());
    if (left) {
      run_one(*config, RunToResume{.stored = stored, .named = true, .epochs_given = epochs_given});
    } else {
      display_.note("the run " + stored.name + " is done; the others of its command go on");
    }
    if (!call_) {
      display_.note("an earlier cae-lab began the run " + stored.name +
                    " and did not record what else its command had chosen: it alone goes on");
    }
    for (const ChosenRun& chosen : call.runs) {
      if (fatal_ || stop_signal() != 0) break;
      if (!is_same(chosen, stored) && is_left(chosen, given)) go_on_with(chosen, call, given);
    }
    return status();
  }

  int dry_resume(const StoredRun& stored) {
    arguments_ = with_options(arguments_, options_of(stored));
    const std::optional<RunConfig> config = agreeing_config(stored);
    if (!config) return status();
    return dry_run({.name = config->experiment, .file = arguments_.experiment, .runs = {*config}}, arguments_,
                   pool_);
  }

 private:
  int status() const {
    if (stop_signal() != 0) return 128 + stop_signal();
    return status_;
  }

  static std::string options_of(const StoredRun& stored) {
    const Json configuration = Json::parse(stored.configuration, nullptr, false);
    return configuration.is_object() ? configuration.value("options", Json::object()).dump() : "{}";
  }

  static bool is_same(const ChosenRun& chosen, const StoredRun& run) {
    return chosen.variant == run.variant && chosen.seed == run.seed;
  }

  // Whether a run of the call is still to be made: stopped and nobody's, or not begun, and not left out by
  // the options beside --resume. Asked anew before each, since others may go on with the same call.
  bool is_left(const ChosenRun& chosen, const RunArguments& given) {
    if (given.variant.value_or(chosen.variant) != chosen.variant ||
        given.seed.value_or(chosen.seed) != chosen.seed)
      return false;
    const std::optional<std::int64_t> begun = store_.run_of_call(*call_, chosen).take();
    if (!begun) return true;
    const StoredRun run = store_.run(*begun).take();
    const bool stopped = run.status == RunStatus::stopped || run.status == RunStatus::interrupted ||
                         run.status == RunStatus::running;
    return stopped && !store_.is_alive(run.name);
  }

  void go_on_with(const ChosenRun& chosen, const CallRecord& call, RunArguments arguments) {
    arguments.overrides = {};
    arguments.disabled_passes = {};
    const std::optional<std::int64_t> begun = store_.run_of_call(*call_, chosen).take();
    if (begun) {
      const StoredRun stored = store_.run(*begun).take();
      arguments_ = with_options(arguments, options_of(stored));
      if (const auto config = agreeing_config(stored)) run_one(*config, RunToResume{.stored = stored});
      return;
    }
    arguments_ = with_options(arguments, call.options);
    const std::optional<RunConfig> config = find_config(chosen);
    if (!config) {
      note_problems(
          {catalogue::chosen_not_in_experiment(arguments_.experiment, chosen.variant, chosen.seed)});
      return;
    }
    arguments_.command = shell_command(command_words(arguments_, *config));
    run_one(*config, std::nullopt);
  }

  std::optional<RunConfig> find_config(const ChosenRun& chosen) {
    Experiment experiment = load_experiment(arguments_.experiment, arguments_.overrides).take();
    for (RunConfig& config : experiment.runs) {
      if (is_run(chosen, config)) return std::move(config);
    }
    return {};
  }

  // What the experiment says today of a stored run; nothing, with the reason reported, where it cannot go on
  // with it.
  std::optional<RunConfig> agreeing_config(const StoredRun& stored) {
    std::optional<RunConfig> config = find_config({stored.variant, stored.seed});
    if (!config) {
      note_problems({catalogue::resume_not_in_experiment(stored.name, arguments_.experiment)});
      return {};
    }
    config->experiment =
        stored.experiment;  // another name of the file gives another where it has none of its own
    const auto difference = resume_difference(stored, *config, configuration_of(*config, arguments_));
    if (!difference) return config;
    note_problems({*difference});
    return {};
  }

  void note_problems(const Diagnostics& problems) { status_ = std::max(status_, report(problems)); }

  void run_one(const RunConfig& config, const std::optional<RunToResume>& resumed) {
    std::optional<StartedRun> started;
    std::optional<HeldSignals> held;  // from the first record on
    trained_ = false;
    try {
      train(config, resumed, started, held);
    } catch (...) {
      const Diagnostics problems = current_failure();
      if (!started && is_of_another_process(config, resumed)) return;
      const int blamed = report(problems);
      if (!started) {
        fatal_ = true;  // nothing was begun: the store or the input is in the way of every run
        status_ = blamed;
        return;
      }
      status_ = 1;
      if (trained_) {
        display_.run_ended("done", started->folder);
        store_.release_run(started->id);
        return;
      }
      display_.run_ended("failed", started->folder);
      const Status recorded = store_.finish_run(started->id, RunStatus::failed, render(problems));
      if (!recorded) {
        fatal_ = true;
        report(recorded.diagnostics());
      }
    }
  }

  // Whether another process that goes on with the same call has begun or taken up this run meanwhile.
  bool is_of_another_process(const RunConfig& config, const std::optional<RunToResume>& resumed) {
    if (!resumed) return store_.run_of_call(*call_, {config.variant, config.train.seed}).take().has_value();
    return !resumed->named && (store_.is_alive(resumed->stored.name) ||
                               store_.run(resumed->stored.id).take().status == RunStatus::done);
  }

  void train(const RunConfig& config, const std::optional<RunToResume>& resumed,
             std::optional<StartedRun>& started, std::optional<HeldSignals>& held) {
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
    std::vector<PlannedAnalysis> analyses = plan_of(config).take();
    for (const PlannedAnalysis& analysis : analyses) {
      if (analysis.use) plugins.push_back(*analysis.use);
    }
    summed_ = std::async(std::launch::async, [&config] { return sum_inputs(config); });
    LoadingData loading = first_data_.valid() ? std::move(first_data_) : start_loading(config, model);
    auto planned = std::make_unique<PlannedTraining>(model, config.train, arguments_.disabled_passes, pool_);
    if (resumed) check_same_inputs(resumed->stored);
    const DataSets data = loading.get().take();
    const Dataset* test = data.test ? &*data.test : nullptr;
    std::move(check_targets(data, config.train)).take();
    const std::vector<std::uint32_t> validation =
        validation_samples(config.data, config.train.seed, data.train.count).take();

    const Diagnostics problems = check_analyses(analyses, outline_of(config, model, data, pool_.threads()));
    if (!problems.empty()) throw Failure(problems);

    auto trainer = std::make_unique<Trainer>(
        TrainerInput{.model = model,
                     .config = config.train,
                     .train = data.train,
                     .test = test,
                     .validation = validation,
                     .augment_train = chain_augmentations(augmentations, data.train, false),
                     .augment_validation = chain_augmentations(augmentations, data.train, true),
                     .augment_test =
                         test == nullptr ? Augmentation{} : chain_augmentations(augmentations, *test, true),
                     .disabled_passes = arguments_.disabled_passes},
        *planned, pool_);
    const std::string configuration = configuration_of(config, arguments_);
    held.emplace();
    if (resumed) {
      started = go_on(*resumed, config, *trainer, configuration);
    } else {
      started = store_.begin_run(record(config, model, plugins, configuration)).take();
    }
    const std::string mark = resumed ? checkpoint_marks(resumed->stored).front()
                                     : checkpoint_mark(started->name, config.model_text, configuration);
    // The way back exists from the first moment on.
    if (!resumed) std::move(trainer->save(last_checkpoint(started->folder), mark)).take();
    at_end_.emplace(record_of_end(store_.directory(), started->id));
    display_.run_started({.name = started->name,
                          .id = started->id,
                          .experiment = config.experiment,
                          .variant = config.variant,
                          .seed = config.train.seed,
                          .epochs = config.train.epochs,
                          .steps = trainer->steps_per_epoch(),
                          .parameters = model.parameter_count(),
                          .images = data.train.count - static_cast<std::int64_t>(validation.size()),
                          .validation_images = static_cast<std::int64_t>(validation.size()),
                          .test_images = test == nullptr ? 0 : test->count,
                          .memory_bytes = std::max(trainer->arena_bytes(), peak_bytes(analyses))});
    warnings_.begin_run();
    warnings_.add(fit_warnings(config, model, data, augmentations), display_);
    std::move(store_.record_warnings(started->id, warnings_.records())).take();
    if (plots_.valid()) {
      if (const Status plots = plots_.get(); !plots)
        report({catalogue::no_pictures_here(plots.diagnostics().front().message)});
    }
    warn_of(augmentations);
    bool finished = false;
    {
      const RunWatch watch(*trainer, pool_.threads(), arguments_.profile,
                           !std::exchange(trace_begun_, true) && !arguments_.trace.empty());
      finished = train_epochs(*trainer, *started, mark);
      warn_of(augmentations);
      keep_sights(watch, *started);
    }
    if (!finished) return;
    look_at_health(model, config, data, augmentations, *trainer, started->id);
    const std::string reason = trainer->end_reason();
    std::move(store_.record_end_reason(started->id, reason)).take();
    // What comes next has the memory of the training.
    trainer.reset();
    planned.reset();
    std::move(store_.record_trained(started->id, records_of(analyses))).take();
    trained_ = true;
    analyse(analyses, {config, model, data, augmentations, store_, *started}, reason);
  }

  // The run is done, whatever becomes of its pictures and analyses.
  void analyse(const std::vector<PlannedAnalysis>& analyses, const TrainedRun& run,
               const std::string& reason) {
    const AnalysisOutcome outcome =
        make_analyses(analyses, run, pool_, analysis_observer(display_, run.started, store_.directory()));
    if (outcome.failed > 0) status_ = 1;
    if (outcome.interrupted) {
      display_.note("make the analyses that are left with: " +
                    analyse_command(run.started.id, store_.directory()));
    }
    store_.release_run(run.started.id);
    display_.run_ended("done", run.started.folder, reason);
  }

  // Of what the plugins' calls left changed.
  void warn_of(std::vector<PluginInstance>& plugins) {
    for (PluginInstance& plugin : plugins) display_.warn(plugin.take_warnings());
  }

  // True when every epoch is done, false after a signal.
  bool train_epochs(Trainer& trainer, const StartedRun& started, const std::string& mark) {
    const PhaseScope phase("training");
    const auto on_step = [&](const StepReport& report) {
      display_.step_done(report);
      return stop_signal() == 0;
    };
    while (!trainer.progress().finished && stop_signal() == 0) {
      const std::optional<EpochReport> epoch = trainer.train_epoch(on_step);
      if (!epoch) break;
      record_inputs(started);
      // The row first: a crash between the two repeats the epoch, with the same bits.
      std::move(store_.record_epoch(started.id, {.epoch = epoch->epoch,
                                                 .train_loss = epoch->train_loss,
                                                 .validation_loss = epoch->validation_loss,
                                                 .test_loss = epoch->test_loss,
                                                 .seconds = epoch->seconds,
                                                 .learning_rate = epoch->learning_rate,
                                                 .images_per_second = epoch->images_per_second}))
          .take();
      if (epoch->best) {
        std::move(trainer.save(started.folder + "/best.safetensors", mark)).take();
        record_checkpoint(started, "best.safetensors", "weights of the best epoch");
      }
      std::move(trainer.save(last_checkpoint(started.folder), mark)).take();
      record_checkpoint(started, "last.safetensors", "weights and optimizer state of the last epoch");
      display_.epoch_done(*epoch);
    }
    record_inputs(started);
    if (trainer.progress().finished) return true;
    std::move(trainer.save(last_checkpoint(started.folder), mark)).take();
    std::move(store_.finish_run(started.id, RunStatus::stopped)).take();
    display_.run_ended("stopped", started.folder);
    StoredRun stopped = store_.run(started.id).take();
    stopped.experiment_file = arguments_.experiment;  // where it lies now
    display_.note("go on with: " + resume_command(stopped, store_.directory()));
    return false;
  }

  // Before training, and before anything of the run is touched.
  void check_same_inputs(const StoredRun& stored) {
    summed_inputs_ = summed_.get().take();
    if (!stored.inputs.empty()) std::move(check_inputs(stored.name, stored.inputs, *summed_inputs_)).take();
  }

  // Once a session. No epoch is recorded before what it was trained on.
  void record_inputs(const StartedRun& started) {
    if (summed_.valid()) summed_inputs_ = summed_.get().take();
    if (!summed_inputs_) return;
    std::move(store_.record_inputs(started.id, *summed_inputs_)).take();
    summed_inputs_.reset();
  }

  // Looking must not spoil a run that is trained.
  void look_at_health(const Graph& model, const RunConfig& config, const DataSets& data,
                      std::vector<PluginInstance>& augmentations, Trainer& trainer, std::int64_t id) try {
    const bool test = data.test.has_value();
    const Dataset& images = test ? *data.test : data.train;
    TrainedModel trained{.model = model,
                         .weights = trainer.weights(),
                         .config = config.train,
                         .images = images,
                         .augment = chain_augmentations(augmentations, images, test),
                         .images_name = test ? "test image" : "training image",
                         .untouched = trainer.untouched_at_start(),
                         .steps = trainer.steps_made()};
    for (const EpochRecord& epoch : store_.epochs(id).take())
      trained.train_losses.push_back(epoch.train_loss);
    const std::int64_t trained_with = trainer.steps_made() * config.train.batch;
    warnings_.add(sick_run_warnings(trained, images_looked_at(trained_with, images.count), pool_), display_);
    std::move(store_.record_warnings(id, warnings_.records())).take();
  } catch (const Failure& failure) {
    display_.note("what the model gives could not be looked at: " + failure.diagnostics().front().message);
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

  StartedRun go_on(const RunToResume& resumed, const RunConfig& config, Trainer& trainer,
                   const std::string& configuration) {
    const StoredRun& stored = resumed.stored;
    TakenUp taken = take_up(store_, trainer,
                            {.stored = stored,
                             .config = config.train,
                             .configuration = configuration,
                             .command = shell_command(command_words(arguments_, config)),
                             .epochs_given = resumed.epochs_given})
                        .take();
    for (const std::string& remark : taken.remarks) display_.note(remark);
    // What was known at the beginning stays.
    if (!stored.inputs.empty()) {
      summed_inputs_.reset();
    } else if (trainer.progress().epoch > 1) {
      display_.note(
          "an earlier cae-lab recorded no sums of the run's data: today's are taken, and whether the data "
          "has changed since cannot be told");
    }
    return taken.started;
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
                     .epochs_planned = config.train.epochs,
                     .call = call_};
    for (const ResolvedPlugin& use : plugins) {
      record.plugins.push_back(
          {use.plugin.name(), use.plugin.version(), use.plugin.path(), use.plugin.sha256()});
    }
    return record;
  }

  RunArguments arguments_;  // of the run in work
  RunStore store_;
  ThreadPool& pool_;
  LoadingData first_data_;
  ProgressDisplay display_;
  RunWarnings warnings_;
  std::optional<std::int64_t> call_;
  SummedInputs summed_;
  std::future<Status> plots_;  // whether they can be drawn; said once, before the first epoch
  std::optional<std::vector<InputRecord>> summed_inputs_;  // yet to be recorded
  int status_ = 0;                                         // what the process ends with, signals aside
  bool fatal_ = false;                                     // no use in going on with other runs
  bool trained_ = false;                                   // the run in work
  bool trace_begun_ = false;
  std::optional<FinalCommand> at_end_;  // of the run
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

int resume(const RunArguments& arguments, RunStore store, ThreadPool& pool) {
  const StoredRun stored = store.run(store.find(arguments.resume).take()).take();
  if (arguments.variant.value_or(stored.variant) != stored.variant)
    return report({catalogue::resume_chooses_another(stored.name, "variant", stored.variant)});
  if (arguments.seed.value_or(stored.seed) != stored.seed)
    return report({catalogue::resume_chooses_another(stored.name, "seed", std::to_string(stored.seed))});
  ExperimentRunner runner(arguments, std::move(store), pool);
  return arguments.dry_run ? runner.dry_resume(stored) : runner.resume(stored);
}

}  // namespace

int run_experiment(const RunArguments& arguments) {
  if (const Status passes = check_passes(arguments.disabled_passes); !passes)
    return report(passes.diagnostics());
  if (arguments.experiment.ends_with(".cae"))
    return report({catalogue::run_of_a_model(arguments.experiment)});
  // Before any work, to see that the file can be written.
  if (!arguments.trace.empty() && !arguments.dry_run) {
    const Status writable = check_writable(arguments.trace);
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
