#include "framework/run/following_rank.h"

#include <utility>

#include "framework/base/catalogue/call.h"
#include "framework/base/current_failure.h"
#include "framework/base/stop_signal.h"
#include "framework/run/input_sums.h"
#include "framework/run/make_trainer.h"
#include "framework/run/read_resolved.h"
#include "framework/run/resolved_json.h"
#include "framework/train/augmentation.h"
#include "framework/train/stop_at_nan.h"
#include "framework/train/validation.h"

namespace cae {
namespace {

RunConfig config_of(const RankOrder& order, const ModelOfRun& model) {
  std::optional<RunConfig> config = read_resolved(order.settings);
  if (!config) throw Failure(catalogue::internal_error("rank 0 sent no settings of a run"));
  config->experiment = order.experiment;
  config->model_file = order.model_file;
  config->model_text = order.model_text;
  config->model = model(*config);
  return *std::move(config);
}

}  // namespace

FollowingRank::FollowingRank(Exchange& exchange, ThreadPool& pool, ModelOfRun model, std::string version)
    : exchange_(exchange), pool_(pool), model_(std::move(model)), version_(std::move(version)) {}

void FollowingRank::follow() {
  // Rank 0 says when to stop, also after a signal to all.
  const HeldSignals held;
  for (;;) {
    const RankMessage message = broadcast(exchange_);
    if (message.command == RankCommand::quit) return;
    obey(message);
  }
}

void FollowingRank::obey(const RankMessage& message) {
  switch (message.command) {
    case RankCommand::prepare:
      run_ = std::make_unique<Run>();
      try {
        prepare(rank_order(message.text), *run_);
      } catch (...) {
        const Diagnostic why = current_failure().front();
        run_->problem = (why.place.file.empty() ? "" : why.place.file + ": ") + why.message;
      }
      return;
    case RankCommand::compare:
      return state_own();
    case RankCommand::start:
      return std::move(run_->trainer->take_state(message.text)).take(), void();
    case RankCommand::epoch:
      return train_epoch();
    case RankCommand::end:
      run_.reset();
      return;
    case RankCommand::quit:
      return;
  }
}

void FollowingRank::prepare(const RankOrder& order, Run& run) {
  run.config = config_of(order, model_);
  run.settings = recorded_settings(run.config, order.options);
  run.config.train.init.clear();  // the weights come with the state of rank 0's trainer
  run.plugins = resolve_augmentations(run.config.augment);
  run.augmentations = make_augmentations(run.plugins, run.config.train.seed);
  run.inputs = sum_inputs(run.config).take();
  run.data = load_data(run.config.data, input_shape(*run.config.model)).take();
  run.planned = std::make_unique<PlannedTraining>(*run.config.model, run.config.train, order.disabled_passes,
                                                  pool_, &exchange_);
  run.trainer = make_trainer(
      {.config = run.config,
       .data = run.data,
       .validation = validation_samples(run.config.data, run.config.train.seed, run.data.train.count).take(),
       .augmentations = run.augmentations,
       .disabled_passes = order.disabled_passes},
      *run.planned, pool_);
}

void FollowingRank::state_own() {
  RankStatement own = own_statement(version_);
  own.settings = run_->settings;
  own.plugins = plugin_records(run_->plugins);
  own.inputs = run_->inputs;
  own.problem = run_->problem;
  gather_texts(exchange_, text_of(own));
}

void FollowingRank::train_epoch() {
  exchange_.watch_for_silence(true);
  try {
    run_->trainer->train_epoch(
        [&](const StepReport&) { return !any_rank_stops(exchange_, stop_signal() != 0); });
  } catch (const NotFinite&) {
    // Rank 0 has found the same, and says so.
  }
  exchange_.watch_for_silence(false);
}

}  // namespace cae
