#include "framework/run/run_session.h"

#include <algorithm>
#include <utility>

#include "framework/base/activity.h"
#include "framework/base/current_failure.h"
#include "framework/base/files.h"
#include "framework/primitives/onednn.h"
#include "framework/run/analysis_check.h"
#include "framework/run/best_and_last_checkpoint.h"
#include "framework/run/changed_inputs.h"
#include "framework/run/input_sums.h"
#include "framework/run/make_analyses.h"
#include "framework/run/make_trainer.h"
#include "framework/run/record_end.h"
#include "framework/run/resolved_json.h"
#include "framework/run/run_identity.h"
#include "framework/run/run_watch.h"
#include "framework/run/start_warnings.h"
#include "framework/run/stored_analyses.h"
#include "framework/run/take_up.h"
#include "framework/store/provenance.h"
#include "framework/train/augmentation.h"
#include "framework/train/augmentation_checks.h"
#include "framework/train/fit_checks.h"
#include "framework/train/health.h"
#include "framework/train/stop_at_nan.h"
#include "framework/train/validation.h"

namespace cae {

LoadingImages start_loading(const RunConfig& config) {
  return std::async(std::launch::async, load_data, config.data, input_shape(*config.model));
}

RunSession::RunSession(RunStore& store, ThreadPool& pool, RunRequest request, RunListeners listeners,
                       RunControl control)
    : store_(store),
      pool_(pool),
      request_(std::move(request)),
      listeners_(std::move(listeners)),
      control_(std::move(control)),
      configuration_(recorded_settings(request_.config, request_.options)) {}

RunOutcome RunSession::run(const std::optional<RunToResume>& resumed) {
  try {
    prepare(resumed);
    compare_ranks();
    held_.emplace();
    if (resumed) {
      go_on(*resumed);
    } else {
      begin();
    }
    train();
    return outcome_;
  } catch (...) {
    return fail(current_failure());
  }
}

// Everything that can be refused before the store knows of it.
void RunSession::prepare(const std::optional<RunToResume>& resumed) {
  if (request_.ranks != nullptr) request_.ranks->prepare(order());
  plugins_ = resolve_augmentations(config().augment);
  augmentations_ = make_augmentations(
      plugins_, config().train.seed, [this](std::string_view plugin, std::string_view text) {
        listeners_.tell(&RunListener::noted, std::string(plugin) + ": " + std::string(text));
      });
  analyses_ = plan_of(config()).take();
  const std::size_t own_analyses = analyses_.size();
  if (resumed) plan_what_was_added(resumed->stored);
  for (const PlannedAnalysis& analysis : analyses_) {
    if (analysis.use) plugins_.push_back(*analysis.use);
  }
  inputs_.coming = std::async(std::launch::async, [this] { return sum_inputs(config()); });
  LoadingImages loading = request_.images.valid() ? std::move(request_.images) : start_loading(config());
  planned_ =
      std::make_unique<PlannedTraining>(model(), config().train, request_.disabled_passes, pool_,
                                        request_.ranks == nullptr ? nullptr : &request_.ranks->exchange());
  if (resumed) check_inputs_of(resumed->stored);
  data_ = loading.get().take();
  std::move(check_targets(model(), data_, config().train)).take();
  std::move(check_changed_targets(augmentations_, config().augment, model(), data_, config().train)).take();
  validation_ = validation_samples(config().data, config().train.seed, data_.train.count).take();
  check_planned_analyses(own_analyses);
  trainer_ = make_trainer({.config = config(),
                           .data = data_,
                           .validation = validation_,
                           .augmentations = augmentations_,
                           .disabled_passes = request_.disabled_passes},
                          *planned_, pool_);
}

// What `analyse` has made of a run that was done is made again once it is trained further.
void RunSession::plan_what_was_added(const StoredRun& stored) {
  for (PlannedAnalysis& added : plan_of(store_.analyses(stored.id).take())) {
    const bool known = std::any_of(analyses_.begin(), analyses_.end(), [&](const PlannedAnalysis& analysis) {
      return analysis.name == added.name;
    });
    added.wanted = true;
    if (!known) analyses_.push_back(std::move(added));
  }
}

// A mistake in one of the first `own`, those of the experiment, keeps the run from training; an added one
// that cannot be made any more fails alone.
void RunSession::check_planned_analyses(std::size_t own) {
  check_analyses(analyses_, outline_of(config(), model(), data_, pool_.threads()));
  Diagnostics problems;
  for (std::size_t i = 0; i < own; ++i)
    problems.insert(problems.end(), analyses_[i].problems.begin(), analyses_[i].problems.end());
  if (!problems.empty()) throw Failure(problems);
}

RankOrder RunSession::order() const {
  return {.experiment = config().experiment,
          .settings = configuration_,
          .options = request_.options,
          .model_file = config().model_file,
          .model_text = config().model_text,
          .disabled_passes = request_.disabled_passes};
}

void RunSession::check_inputs_of(const StoredRun& stored) {
  inputs_.known = inputs_.coming.get().take();
  if (!stored.inputs.empty()) std::move(check_inputs(stored.name, stored.inputs, *inputs_.known)).take();
}

// The others have made themselves ready meanwhile.
void RunSession::compare_ranks() {
  if (request_.ranks == nullptr) return;
  if (inputs_.coming.valid()) inputs_.known = inputs_.coming.get().take();
  RankStatement own = own_statement(request_.version);
  own.settings = configuration_;
  own.plugins = plugin_records(
      {plugins_.begin(), plugins_.begin() + static_cast<std::ptrdiff_t>(config().augment.size())});
  own.inputs = *inputs_.known;
  const Diagnostics problems = request_.ranks->compare_with(own);
  if (!problems.empty()) throw Failure(problems);
}

void RunSession::begin() {
  started_ = store_.begin_run(record()).take();
  start_recording(*started_, checkpoint_mark(started_->name, config().model_text, configuration_));
  // The way back exists from the first moment on.
  recorder_->save_first_checkpoint();
}

void RunSession::go_on(const RunToResume& resumed) {
  const StoredRun& stored = resumed.stored;
  TakenUp taken = take_up(store_, *trainer_,
                          {.stored = stored,
                           .config = config().train,
                           .configuration = configuration_,
                           .command = request_.command,
                           .epochs_given = resumed.epochs_given})
                      .take();
  started_ = std::move(taken.started);
  for (const std::string& remark : taken.remarks) listeners_.tell(&RunListener::noted, remark);
  // What was known at the beginning stays.
  if (!stored.inputs.empty()) {
    inputs_.known.reset();
  } else if (trainer_->progress().epoch > 1) {
    listeners_.tell(&RunListener::noted,
                    std::string("an earlier cae-lab recorded no sums of the run's data: today's are taken, "
                                "and whether the data has changed since cannot be told"));
  }
  start_recording(*started_, checkpoint_marks(stored).front());
}

void RunSession::start_recording(StartedRun run, const std::string& mark) {
  recorder_.emplace(store_, std::move(run), *trainer_, mark, std::move(inputs_));
  listeners_.add_first(*recorder_);
}

RunRecord RunSession::record() const {
  RunRecord record{.experiment = config().experiment,
                   .variant = config().variant,
                   .seed = config().train.seed,
                   .experiment_file = config().experiment_file,
                   .experiment_text = config().experiment_text,
                   .model_file = config().model_file,
                   .model_text = config().model_text,
                   .configuration = configuration_,
                   .command = request_.command,
                   .cae_lab_version = request_.version,
                   .onednn_version = onednn::version(),
                   .cpu = cpu_name(),
                   .isa = onednn::isa_name(),
                   .threads = pool_.threads(),
                   .ranks = request_.ranks == nullptr ? 1 : request_.ranks->exchange().ranks(),
                   .git_revision = git_revision(config().experiment_file),
                   .parameters = model().parameter_count(),
                   .trainable_parameters = model().parameter_count(true),
                   .epochs_planned = config().train.epochs,
                   .call = request_.call};
  record.plugins = plugin_records(plugins_);
  return record;
}

RunStart RunSession::start() const {
  const auto validation_images = static_cast<std::int64_t>(validation_.size());
  return {.id = started_->id,
          .name = started_->name,
          .folder = started_->folder,
          .experiment = config().experiment,
          .variant = config().variant,
          .seed = config().train.seed,
          .epochs = config().train.epochs,
          .steps = trainer_->steps_per_epoch(),
          .parameters = model().parameter_count(),
          .images = data_.train.count - validation_images,
          .validation_images = validation_images,
          .test_images = data_.test ? data_.test->count : 0,
          .memory_bytes = std::max(trainer_->arena_bytes(), peak_bytes(analyses_))};
}

void RunSession::train() {
  at_end_.emplace(record_of_end(store_.directory(), started_->id));
  listeners_.tell(&RunListener::started, start());
  listeners_.tell(&RunListener::warned, start_warnings(config(), data_, augmentations_));
  report_plugin_warnings();
  train_epochs();
  if (request_.ranks != nullptr) request_.ranks->end_run();
  if (!trainer_->progress().finished) return;
  TrainingResult result = end_training();
  look_at_health(result);
  listeners_.tell(&RunListener::trained, result.end_reason, analyses_);
  trained_ = true;
  outcome_.end = RunOutcome::End::done;
  analyse(result.end_reason);
}

TrainingResult RunSession::end_training() {
  TrainingResult result{.weights = std::move(planned_->weights),
                        .untouched = trainer_->untouched_at_start(),
                        .steps = trainer_->steps_made(),
                        .end_reason = trainer_->end_reason(),
                        .metrics = std::move(last_metrics_)};
  trainer_.reset();
  planned_.reset();
  return result;
}

void RunSession::train_epochs() {
  const RunWatch watch(*trainer_, pool_.threads(), request_.profile, !request_.trace.empty());
  if (request_.ranks != nullptr) request_.ranks->start(trainer_->state());
  {
    const PhaseScope phase("training");
    while (!trainer_->progress().finished && !control_.stopped() && !is_at_pause()) {
      const std::optional<EpochReport> epoch = train_epoch();
      if (!epoch) break;
      std::move(check_read_targets(model(), data_, config().train)).take();  // of the images evaluated too
      last_metrics_.clear();
      const WatchedLoss images = data_.test ? WatchedLoss::test : WatchedLoss::validation;
      for (const MetricReport& report : epoch->metrics) {
        if (report.images == images) last_metrics_.push_back(report.metric);
      }
      listeners_.tell(&RunListener::epoch_done, *epoch);
    }
    if (!trainer_->progress().finished) {
      const bool paused = is_at_pause();
      outcome_.end = paused ? RunOutcome::End::paused : RunOutcome::End::stopped;
      listeners_.tell(&RunListener::ended, RunEnded{.how = paused ? RunEnd::paused : RunEnd::stopped});
    }
  }
  report_plugin_warnings();
  beside_the_run([&] {
    if (watch.trace()) std::move(write_file_atomically(request_.trace, watch.trace()->json())).take();
  });
  if (watch.profile() && !traffic_.text().empty()) listeners_.tell(&RunListener::noted, traffic_.text());
  beside_the_run([&] {
    if (watch.profile()) listeners_.tell(&RunListener::profiled, watch.profile()->result(machine_limit()));
  });
}

// What was trained, and where it was stopped, stays so whatever becomes of a trace or a profile.
template <class Work>
void RunSession::beside_the_run(Work&& work) try {
  work();
} catch (...) {
  outcome_.complete = false;
  listeners_.tell(&RunListener::reported, current_failure());
}

std::optional<EpochReport> RunSession::train_epoch() {
  LeadingRank* ranks = request_.ranks;
  const auto on_step = [&](const StepReport& step) {
    std::move(check_read_targets(model(), data_, config().train)).take();
    listeners_.tell(&RunListener::step_done, step);
    if (ranks != nullptr) traffic_.add(step.step, ranks->exchange().count());
    return ranks == nullptr ? !control_.stopped() : !any_rank_stops(ranks->exchange(), control_.stopped());
  };
  if (ranks == nullptr) return trainer_->train_epoch(on_step);
  ranks->begin_epoch();
  try {
    std::optional<EpochReport> report = trainer_->train_epoch(on_step);
    ranks->end_epoch();
    return report;
  } catch (const NotFinite&) {
    ranks->end_epoch();  // all ranks find the same
    throw;
  }
}

bool RunSession::is_at_pause() const {
  const Progress& progress = trainer_->progress();
  return request_.pause_after > 0 && progress.epoch > request_.pause_after && progress.step == 0;
}

MachineLimit RunSession::machine_limit() {
  std::optional<MachineLimit> own;
  std::optional<MachineLimit>& limit = request_.limit != nullptr ? *request_.limit : own;
  if (!limit) limit = measure_limit(pool_);
  return *limit;
}

// Looking must not spoil a run that is trained.
void RunSession::look_at_health(TrainingResult& result) try {
  const bool test = data_.test.has_value();
  const Dataset& images = test ? *data_.test : data_.train;
  TrainedModel trained{.model = model(),
                       .weights = result.weights,
                       .config = config().train,
                       .images = images,
                       .augment = chain_augmentations(augmentations_, images, test),
                       .images_name = test ? "test image" : "training image",
                       .untouched = result.untouched,
                       .steps = result.steps,
                       .metrics = result.metrics};
  for (const EpochRecord& epoch : store_.epochs(started_->id).take())
    trained.train_losses.push_back(epoch.train_loss);
  const std::int64_t trained_with = result.steps * config().train.batch;
  listeners_.tell(&RunListener::warned,
                  sick_run_warnings(trained, images_looked_at(trained_with, images.count), pool_,
                                    [&] { return control_.stopped(); }));
} catch (const Failure& failure) {
  listeners_.tell(&RunListener::noted,
                  "what the model gives could not be looked at: " + failure.diagnostics().front().message);
}

// The run is done, whatever becomes of its pictures and analyses.
void RunSession::analyse(const std::string& reason) {
  const AnalysisOutcome made = make_analyses(
      analyses_, {config(), model(), data_, augmentations_, store_, *started_}, pool_, listeners_, control_);
  if (made.failed > 0) outcome_.complete = false;
  listeners_.tell(&RunListener::ended,
                  RunEnded{.reason = reason, .analyses_failed = made.failed, .analyses_left = made.left});
}

void RunSession::report_plugin_warnings() {
  for (PluginInstance& plugin : augmentations_) {
    const Diagnostics warnings = plugin.take_warnings();
    if (!warnings.empty()) listeners_.tell(&RunListener::reported, warnings);
  }
}

RunOutcome RunSession::fail(const Diagnostics& problems) {
  if (request_.ranks != nullptr && !trained_) request_.ranks->give_up_run();
  if (!started_) return {.end = RunOutcome::End::refused, .problems = problems};
  listeners_.tell(&RunListener::reported, problems);
  if (trained_) {
    outcome_.complete = false;
    listeners_.tell(&RunListener::ended, RunEnded{.analyses_failed = 1});
    return outcome_;
  }
  outcome_.end = RunOutcome::End::failed;
  try {
    listeners_.tell(&RunListener::ended, RunEnded{.how = RunEnd::failed, .problems = problems});
  } catch (...) {
    outcome_.unrecorded = true;
    listeners_.tell(&RunListener::reported, current_failure());
  }
  return outcome_;
}

}  // namespace cae
