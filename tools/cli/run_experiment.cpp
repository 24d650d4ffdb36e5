#include "tools/cli/run_experiment.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "framework/base/catalogue/analysis.h"
#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/resume.h"
#include "framework/base/catalogue/run.h"
#include "framework/base/catalogue/submit.h"
#include "framework/base/count_text.h"
#include "framework/base/files.h"
#include "framework/base/shell_word.h"
#include "framework/base/standard_output_path.h"
#include "framework/draw/plot_check.h"
#include "framework/passes/pass.h"
#include "framework/run/left_runs.h"
#include "framework/run/resolved_json.h"
#include "framework/run/resume_difference.h"
#include "framework/run/run_session.h"
#include "framework/run/take_up.h"
#include "framework/store/database_path.h"
#include "tools/cli/choose_runs.h"
#include "tools/cli/dry_run.h"
#include "tools/cli/halving_rounds.h"
#include "tools/cli/leave_run.h"
#include "tools/cli/made_runs.h"
#include "tools/cli/newest_run.h"
#include "tools/cli/progress_display.h"
#include "tools/cli/report.h"
#include "tools/cli/run_call.h"
#include "tools/cli/run_jobs.h"
#include "tools/cli/run_options.h"
#include "tools/cli/run_ranks.h"
#include "tools/cli/run_text.h"

namespace cae::cli {
namespace {

// The options that a run was recorded with.
std::string options_of(const StoredRun& stored) {
  const nlohmann::json configuration = nlohmann::json::parse(stored.configuration, nullptr, false);
  return configuration.is_object() ? configuration.value("options", nlohmann::json::object()).dump() : "{}";
}

RunFilter filter_of(const RunArguments& arguments) {
  return {.variant = arguments.variant, .seed = arguments.seed};
}

// Says once, in the first epoch, that plots cannot be drawn here. The check takes a while: it has a thread,
// and begins with the first step so that it does not delay it.
class PlotsCheck : public RunListener {
 public:
  explicit PlotsCheck(RunListener& display) : display_(display) {}

  void step_done(const StepReport&) override {
    if (!begun_) plots_ = std::async(std::launch::async, check_plots);
    begun_ = true;
    if (plots_.valid() && plots_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) tell();
  }
  void epoch_done(const EpochReport&) override {
    if (plots_.valid()) tell();
  }

 private:
  void tell() {
    if (const Status plots = plots_.get(); !plots)
      display_.reported({catalogue::no_pictures_here(plots.diagnostics().front().message)});
  }

  RunListener& display_;
  std::future<Status> plots_ = {};
  bool begun_ = false;
};

// The runs of a command, one after the other.
class CommandRunner {
 public:
  // `first_images` are of the first run, if they are there.
  CommandRunner(const RunArguments& arguments, RunStore store, ThreadPool& pool, LeadingRank* ranks,
                LoadingImages first_images = {})
      : ranks_(ranks),
        arguments_(arguments),
        store_(std::move(store)),
        pool_(pool),
        first_images_(std::move(first_images)),
        display_(style_of(arguments.json, arguments.quiet),
                 {.store = store_.directory(), .experiment = arguments.experiment}) {}

  int run(const Experiment& experiment) {
    call_ = passed_on_call(store_, experiment.runs.front());
    const bool is_job = call_.has_value();
    if (!call_) call_ = store_.record_call(call_record(arguments_, experiment)).take();
    if (is_job) {
      pause_after_ = passed_on_pause().value_or(0);
      take_place_of_job();
      run_one(experiment.runs.front());
      return status();
    }
    make_runs(experiment, store_, *call_, display_,
              [this](const std::vector<RunUntil>& runs) { return train(runs); });
    if (experiment.runs.size() > 1) show_runs();
    return status();
  }

  // Goes on with the run, and then with what its command had chosen and not come to: stopped runs, and those
  // that were never begun. What is given beside --resume is for the run alone.
  int resume(const StoredRun& stored) {
    const RunArguments given = arguments_;
    filter_ = filter_of(given);
    call_ = stored.call;
    const CallRecord call = call_ ? store_.call(*call_).take() : CallRecord{};
    const auto is_other = [&](const ChosenRun& chosen) {
      return !is_run(chosen, stored) && is_left(store_, *call_, chosen, filter_);
    };
    // A job has its own run alone.
    const std::optional<std::int64_t> pause = passed_on_pause();
    arguments_ = with_options(given, options_of(stored));
    const std::optional<RunConfig> config = agreeing_config(stored);
    if (!config) return status();
    const std::int64_t epochs = static_cast<std::int64_t>(store_.epochs(stored.id).take().size());
    const bool epochs_given = gives_epochs(given);
    const Status left = check_left_to_train(stored, epochs, config->train, epochs_given);
    // Which combinations of a sweep with halving go on is for its rounds to say.
    const bool others = !pause && !halving_ && std::any_of(call.runs.begin(), call.runs.end(), is_other);
    const bool halved = call_ && !epochs_given && halving_ && !pause;
    if (!left && !others && !halved) return report(left.diagnostics());
    pause_after_ = pause.value_or(0);
    if (halved) {
      if (stored.status == RunStatus::failed) take_back_failure(stored);
      if (!left) display_.noted("the run " + stored.name + " is done; the others of its sweep go on");
      return resume_rounds(call, given);
    }
    std::vector<ChosenRun> rest;
    if (others) std::copy_if(call.runs.begin(), call.runs.end(), std::back_inserter(rest), is_other);
    place_ = {.number = 1, .of = rest.size() + (left ? 1 : 0)};
    if (pause) take_place_of_job();
    if (left) {
      run_one(*config, RunToResume{.stored = stored, .epochs_given = epochs_given}, true);
      ++place_.number;
    } else {
      display_.noted("the run " + stored.name + " is done; the others of its command go on");
    }
    if (!call_) {
      display_.noted("an earlier cae-lab began the run " + stored.name +
                     " and did not record what else its command had chosen: it alone goes on");
    }
    for (const ChosenRun& chosen : rest) {
      if (!goes_on()) break;
      if (is_other(chosen)) go_on_with(chosen, call, given);
      ++place_.number;
    }
    if (!rest.empty()) show_runs();
    return status();
  }

  // Each run of the experiment that is not done: begun, or gone on with where the store has one of its
  // variant and seed, of which the newest counts.
  int run_missing(const Experiment& experiment) {
    const std::vector<RunSummary> recorded = store_.runs().take();
    Experiment absent = experiment;
    keep_runs(absent, [&](const RunConfig& run) {
      return newest_run(recorded, run.experiment, run.variant, run.train.seed) == nullptr;
    });
    if (!absent.runs.empty()) call_ = store_.record_call(call_record(arguments_, absent)).take();
    const std::optional<std::int64_t> new_call = call_;
    place_ = {.number = 0, .of = experiment.runs.size()};
    for (const RunConfig& run : experiment.runs) place_.later_epochs += epochs_left(recorded, run);
    for (const RunConfig& run : experiment.runs) {
      if (!goes_on()) break;
      ++place_.number;
      place_.epochs = epochs_left(recorded, run);
      place_.later_epochs -= place_.epochs;
      const RunSummary* newest = newest_run(recorded, run.experiment, run.variant, run.train.seed);
      if (newest == nullptr) {
        call_ = new_call;
        run_one(run);
      } else {
        go_on_unless_done(store_.run(newest->id).take(), newest->epochs, run);
      }
    }
    return status();
  }

  // What run_missing would run.
  int dry_missing(const Experiment& experiment) {
    const std::vector<RunSummary> recorded = store_.runs().take();
    Experiment missing = experiment;
    std::int64_t done = 0;
    keep_runs(missing, [&](const RunConfig& run) {
      const RunSummary* newest = newest_run(recorded, run.experiment, run.variant, run.train.seed);
      if (newest == nullptr) return true;
      const StoredRun stored = store_.run(newest->id).take();
      const std::optional<RunConfig> config = agreeing_config(stored, run);
      const bool is_left =
          config && is_to_be_trained(stored, newest->epochs, config->train, gives_epochs(arguments_));
      if (config && !is_left) ++done;
      return is_left;
    });
    const bool none = missing.runs.empty() && status() == 0;
    if (done > 0)
      display_.noted(counted(done, "run") + (done == 1 ? " is" : " are") + " done" +
                     (none ? "; nothing would run" : ""));
    return missing.runs.empty() ? status() : std::max(status(), dry_run(missing, arguments_, pool_));
  }

  int dry_resume(const StoredRun& stored) {
    arguments_ = with_options(arguments_, options_of(stored));
    const std::optional<RunConfig> config = agreeing_config(stored);
    if (!config) return status();
    return dry_run({.name = config->experiment, .file = arguments_.experiment, .runs = {*config}}, arguments_,
                   pool_);
  }

 private:
  void show_runs() {
    show_made_runs(store_, *call_, display_.style());
    if (!goes_on() && !last_begun_.way_on_said) note_left_runs(store_, *call_, filter_, display_);
  }

  bool goes_on() const { return !hopeless_ && stop_signal() == 0; }

  // That `run` is still to train; 0 where its newest run is done.
  std::int64_t epochs_left(const std::vector<RunSummary>& recorded, const RunConfig& run) const {
    const RunSummary* newest = newest_run(recorded, run.experiment, run.variant, run.train.seed);
    if (newest == nullptr) return run.train.epochs;
    if (newest->status == RunStatus::done && !gives_epochs(arguments_)) return 0;
    return std::max<std::int64_t>(0, run.train.epochs - newest->epochs);
  }

  void go_on_unless_done(const StoredRun& stored, std::int64_t epochs, const RunConfig& today) {
    const std::optional<RunConfig> config = agreeing_config(stored, today);
    if (!config) return;
    const bool epochs_given = gives_epochs(arguments_);
    if (!is_to_be_trained(stored, epochs, config->train, epochs_given)) {
      display_.noted("the run " + stored.name + " is done");
      return;
    }
    call_ = stored.call;
    run_one(*config, RunToResume{.stored = stored, .epochs_given = epochs_given}, true);
  }

  // Each as far as it is to be trained now; those that are there already are left alone. False: no use in
  // going on.
  bool train(const std::vector<RunUntil>& runs) {
    std::int64_t left = 0;
    for (const RunUntil& run : runs) left += epochs_to_train(store_, *call_, run);
    for (std::size_t i = 0; i < runs.size() && goes_on(); ++i) {
      const std::int64_t epochs = epochs_to_train(store_, *call_, runs[i]);
      left -= epochs;
      place_ = {
          .number = i + 1, .of = runs.size(), .epochs = epochs, .until = runs[i].epoch, .later_epochs = left};
      if (epochs > 0) train(runs[i]);
    }
    return goes_on();
  }

  void train(const RunUntil& run) {
    pause_after_ = run.epoch;
    const std::optional<StoredRun> begun = begun_run(store_, *call_, *run.config);
    if (!begun) {
      run_one(*run.config);
    } else if (const auto config = agreeing_config(*begun, *run.config)) {
      run_one(*config, RunToResume{.stored = *begun});
    }
    pause_after_ = 0;
  }

  // The rounds leave a run that has failed, but for the one that is named.
  void take_back_failure(const StoredRun& stored) {
    std::move(store_.take_run(stored.id)).take();
    std::move(store_.finish_run(stored.id, RunStatus::stopped)).take();
  }

  // In words it is said by the process that has started this one.
  void take_place_of_job() {
    if (display_.style() == DisplayStyle::json) place_ = passed_on_place().value_or(place_);
  }

  // The runs that the command had chosen, as the experiment has them today.
  int resume_rounds(const CallRecord& call, const RunArguments& given) {
    arguments_ = with_options(given, call.options);
    arguments_.command = call.command;
    Experiment experiment = load_experiment(arguments_.experiment, overrides_of(arguments_)).take();
    keep_runs(experiment, [&](const RunConfig& run) {
      return filter_.lets_through(run.variant, run.train.seed) &&
             std::any_of(call.runs.begin(), call.runs.end(),
                         [&](const ChosenRun& chosen) { return is_run(chosen, run); });
    });
    make_runs(experiment, store_, *call_, display_,
              [this](const std::vector<RunUntil>& runs) { return train(runs); });
    show_runs();
    return status();
  }

  int status() const { return stop_signal() != 0 ? 128 + stop_signal() : status_; }
  void note_problems(const Diagnostics& problems) { status_ = std::max(status_, report(problems)); }

  void go_on_with(const ChosenRun& chosen, const CallRecord& call, RunArguments arguments) {
    arguments.counts = {};
    arguments.set = {};
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
    run_one(*config);
  }

  std::optional<RunConfig> find_config(const ChosenRun& chosen) {
    Experiment experiment = load_experiment(arguments_.experiment, overrides_of(arguments_)).take();
    halving_ = experiment.halving.has_value();
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
    return agreeing_config(stored, *std::move(config));
  }

  std::optional<RunConfig> agreeing_config(const StoredRun& stored, RunConfig config) {
    // Another name of the file gives another where it has none of its own.
    config.experiment = stored.experiment;
    const auto difference =
        resume_difference(stored, config, recorded_settings(config, options_json(arguments_)), CAE_VERSION);
    if (!difference) return config;
    note_problems({*difference});
    return {};
  }

  // `named`: by --resume, not one of its command's others.
  void run_one(const RunConfig& config, const std::optional<RunToResume>& resumed = std::nullopt,
               bool named = false) {
    display_.come_to(place_);
    RunSession session(store_, pool_, request_of(config, resumed.has_value()),
                       RunListeners({&last_begun_, &plots_, &display_}), {.leave = [this] { leave(); }});
    const RunOutcome outcome = session.run(resumed);
    switch (outcome.end) {
      case RunOutcome::End::refused: {
        const bool elsewhere = resumed ? !named && is_taken_up_elsewhere(store_, resumed->stored)
                                       : is_begun_elsewhere(store_, *call_, config);
        if (elsewhere) return;
        hopeless_ = true;  // nothing was begun: the store or the input is in the way of every run
        status_ = report(outcome.problems);
        return;
      }
      case RunOutcome::End::failed:
        status_ = 1;
        break;
      case RunOutcome::End::done:
      case RunOutcome::End::stopped:
      case RunOutcome::End::paused:
        if (!outcome.complete) status_ = 1;
    }
    hopeless_ = outcome.unrecorded || (ranks_ != nullptr && ranks_->broken());
    arguments_.trace.clear();  // of the first run
  }

  void leave() {
    if (call_) note_left_runs(store_, *call_, filter_, display_);
    leave_run(display_, last_begun_.id, store_.directory());
  }

  RunRequest request_of(const RunConfig& config, bool resumed) {
    return {.config = config,
            .options = options_json(arguments_),
            .command = resumed ? shell_command(command_words(arguments_, config)) : arguments_.command,
            .version = CAE_VERSION,
            .call = call_,
            .disabled_passes = arguments_.disabled_passes,
            .profile = arguments_.profile,
            .limit = &limit_,
            .trace = arguments_.trace,
            .images = std::move(first_images_),
            .ranks = ranks_,
            .pause_after = pause_after_};
  }

  // The current run, in case the program is ended in the middle of it.
  struct LastBegun : RunListener {
    std::int64_t id = 0;
    bool way_on_said = false;  // by the display, of a stopped run
    void started(const RunStart& run) override { id = run.id; }
    void ended(const RunEnded& end) override { way_on_said = end.how == RunEnd::stopped; }
  };

  LeadingRank* ranks_;      // nullptr where this process is alone
  RunArguments arguments_;  // of the run in work
  RunStore store_;
  ThreadPool& pool_;
  LoadingImages first_images_;
  ProgressDisplay display_;
  PlotsCheck plots_{display_};
  LastBegun last_begun_;
  std::optional<std::int64_t> call_;
  std::optional<MachineLimit> limit_;
  RunFilter filter_ = {};  // of the runs that are gone on with
  RunPlace place_ = {};
  std::int64_t pause_after_ = 0;  // of the run in work
  bool halving_ = false;          // the experiment has a sweep with halving
  int status_ = 0;                // what the process ends with, signals aside
  bool hopeless_ = false;         // no use in going on with other runs
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

int resume(const RunArguments& arguments, RunStore store, ThreadPool& pool, LeadingRank* ranks) {
  const StoredRun stored = store.run(store.find(arguments.resume).take()).take();
  if (arguments.variant.value_or(stored.variant) != stored.variant)
    return report({catalogue::resume_chooses_another(stored.name, "variant", stored.variant)});
  if (arguments.seed.value_or(stored.seed) != stored.seed)
    return report({catalogue::resume_chooses_another(stored.name, "seed", std::to_string(stored.seed))});
  CommandRunner runner(arguments, std::move(store), pool, ranks);
  return arguments.dry_run ? runner.dry_resume(stored) : runner.resume(stored);
}

// --missing: of what the store does not have, where there is one.
int dry_run_here(const Experiment& experiment, const RunArguments& arguments, ThreadPool& pool,
                 LeadingRank* ranks) {
  std::error_code error;
  if (!arguments.missing || !std::filesystem::exists(store::database_of(arguments.store), error))
    return dry_run(experiment, arguments, pool);
  return CommandRunner(arguments, RunStore::open(arguments.store, StoreAccess::read).take(), pool, ranks)
      .dry_missing(experiment);
}

// On this process alone, or as rank 0 of several.
int run_here(const RunArguments& arguments, LeadingRank* ranks) {
  if (const Status passes = check_passes(arguments.disabled_passes); !passes)
    return report(passes.diagnostics());
  if (arguments.experiment.ends_with(".cae"))
    return report({catalogue::run_of_a_model(arguments.experiment)});
  if (arguments.trace == standard_output_path && (!arguments.quiet || arguments.json))
    return report({catalogue::trace_among_output()});
  // Before any work, to see that the file can be written.
  if (!arguments.trace.empty() && !arguments.dry_run) {
    const Status writable = check_writable(arguments.trace);
    if (!writable) return report(writable.diagnostics());
  }
  ThreadPool pool(arguments.threads, arguments.pin);
  watch_signals();
  if (!arguments.resume.empty()) {
    return resume(arguments, open_existing_store(arguments.store), pool, ranks);
  }
  Experiment experiment = load_experiment(arguments.experiment, overrides_of(arguments)).take();
  if (const Status chosen = choose_runs(arguments.variant, arguments.seed, experiment); !chosen)
    return report(chosen.diagnostics());
  if (arguments.jobs > 1 && experiment.runs.size() > 1 && !arguments.dry_run)
    return run_jobs(arguments, experiment);
  if (arguments.missing && experiment.halving)
    return report({catalogue::missing_of_halving(arguments.experiment)});
  if (arguments.dry_run) return dry_run_here(experiment, arguments, pool, ranks);
  if (arguments.missing) {
    return CommandRunner(arguments,
                         RunStore::open(arguments.store, StoreAccess::write, arguments.journal).take(), pool,
                         ranks)
        .run_missing(experiment);
  }
  LoadingImages first_images = start_loading(experiment.runs.front());
  return CommandRunner(arguments,
                       RunStore::open(arguments.store, StoreAccess::write, arguments.journal).take(), pool,
                       ranks, std::move(first_images))
      .run(experiment);
}

}  // namespace

int run_experiment(const RunArguments& arguments) {
  const std::optional<Launch> launched = launch();
  if (!launched) return run_here(arguments, nullptr);
  return run_ranks(arguments, *launched,
                   [](const RunArguments& own, LeadingRank& ranks) { return run_here(own, &ranks); });
}

}  // namespace cae::cli
