#include "framework/train/trainer.h"

#include <algorithm>
#include <chrono>

#include "framework/base/shuffle.h"
#include "framework/graph/initialisers.h"
#include "framework/graph/losses.h"
#include "framework/passes/pass.h"
#include "framework/train/early_stopping.h"
#include "framework/train/fill_session.h"
#include "framework/train/health.h"
#include "framework/train/schedule.h"
#include "framework/train/stop_at_nan.h"
#include "framework/train/validation.h"
#include "framework/train/weights.h"

namespace cae {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* state_identity = "a trainer's state";

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

PlanOptions plan_of(const TrainConfig& config, bool training, Exchange* exchange) {
  PlanOptions options{.batch = static_cast<int>(config.batch), .training = training, .gradients = training};
  options.exchange = exchange;
  options.precision = config.precision;
  return options;
}

std::uint32_t size_of(const Dataset& dataset) {
  return static_cast<std::uint32_t>(dataset.count);
}

}  // namespace

PlannedTraining::PlannedTraining(const Graph& model, const TrainConfig& config,
                                 const std::vector<std::string>& disabled_passes, ThreadPool& pool,
                                 Exchange* exchange)
    : weights(model),
      optimised(optimise(with_losses(model, config.loss->name),
                         {.disabled = disabled_passes, .training = true, .kept = {}})),
      session(optimised, weights, pool, plan_of(config, true, exchange)) {
  initialise(weights, config.seed);
  if (!config.init.empty()) std::move(load_weights(config.init, weights)).take();
}

Trainer::Trainer(const TrainerInput& input, PlannedTraining& planned, ThreadPool& pool)
    : input_(input),
      pool_(pool),
      weights_(planned.weights),
      optimizer_(input.model, input.config.optimizer),
      session_(planned.session),
      gradient_norms_(session_.gradients()),
      samples_(samples_without(input.validation, input.train.count)),
      train_source_(input.train, static_cast<int>(input.config.batch), input.augment_train, true,
                    [this](int images) { return own_images(images); }),
      untouched_(untouched_batch_norms(input.model, weights_)) {
  const int batch = static_cast<int>(input.config.batch);
  const auto evaluated = [this](int images) { return evaluator_->own_images(images); };
  if (!input.validation.empty())
    validation_source_.emplace(input.train, batch, input.augment_validation, true, evaluated);
  if (input.test != nullptr) test_source_.emplace(*input.test, batch, input.augment_test, true, evaluated);
  if (!validation_source_ && !test_source_) return;
  evaluator_.emplace(input.model, weights_, pool, batch, input.config.loss->name, std::vector<NodeId>{},
                     input.disabled_passes, input.config.precision, exchange());
}

Exchange* Trainer::exchange() const {
  return session_.plan().options.exchange;
}

ImageRange Trainer::own_images(int images) const {
  const Session::Images own = session_.own_images(images);
  return {own.first, own.count};
}

std::int64_t Trainer::steps_per_epoch() const {
  return (static_cast<std::int64_t>(samples_.size()) + input_.config.batch - 1) / input_.config.batch;
}

std::size_t Trainer::arena_bytes() const {
  return session_.arena_bytes() + (evaluator_ ? evaluator_->arena_bytes() : 0);
}

// The samples of an epoch in their order.
std::vector<std::uint32_t> Trainer::epoch_order(std::uint32_t epoch) const {
  if (!input_.config.shuffle) return samples_;
  std::vector<std::uint32_t> order =
      shuffled_order(input_.config.seed, epoch, static_cast<std::uint32_t>(samples_.size()));
  for (std::uint32_t& place : order) place = samples_[place];
  return order;
}

std::optional<EpochReport> Trainer::train_epoch(const OnStep& on_step) {
  const auto start = Clock::now();
  const double earlier_seconds = progress_.seconds;
  const auto epoch = static_cast<std::uint32_t>(progress_.epoch);
  train_source_.start_epoch(epoch_order(epoch), epoch, progress_.step);
  while (const std::optional<BatchView> batch = next_batch()) {
    const double rate = learning_rate(input_.config, progress_.epoch, progress_.step + 1, steps_per_epoch());
    const double loss = run_step(*batch, rate);
    ++progress_.step;
    progress_.loss_sum += loss * batch->images;
    progress_.term_sums.resize(session_.terms().size());
    for (std::size_t i = 0; i < progress_.term_sums.size(); ++i)
      progress_.term_sums[i] += session_.terms()[i] * batch->images;
    progress_.images += batch->images;
    progress_.seconds = earlier_seconds + since(start);
    StepReport report{.epoch = progress_.epoch, .step = progress_.step, .steps = steps_per_epoch()};
    report.loss = loss;
    report.mean_loss = progress_.loss_sum / static_cast<double>(progress_.images);
    report.images_per_second = static_cast<double>(progress_.images) / progress_.seconds;
    const bool last = progress_.step == report.steps;
    if (!on_step(report) && !last) return std::nullopt;
  }
  EpochReport report{.epoch = progress_.epoch};
  const auto images = static_cast<double>(samples_.size());
  report.train_loss = progress_.loss_sum / images;
  const std::vector<std::string> names = session_.term_names();
  for (std::size_t i = 0; i < progress_.term_sums.size(); ++i)
    report.terms.push_back({WatchedLoss::training, names[i], progress_.term_sums[i] / images});
  report.images_per_second = images / progress_.seconds;
  report.learning_rate = learning_rate(input_.config, progress_.epoch, steps_per_epoch(), steps_per_epoch());
  if (validation_source_) {
    report.validation_loss =
        evaluate(*validation_source_, input_.validation, WatchedLoss::validation, report);
  }
  if (test_source_) {
    report.test_loss =
        evaluate(*test_source_, identity_order(size_of(*input_.test)), WatchedLoss::test, report);
  }
  report.seconds = earlier_seconds + since(start);
  finish_epoch(report);
  return report;
}

// The mean loss of these images with moving statistics.
double Trainer::evaluate(BatchSource& source, const std::vector<std::uint32_t>& order, WatchedLoss loss,
                         EpochReport& report) {
  const double mean =
      observed_stage(observer_, Stage::test, 0, [&] { return evaluator_->loss(source, order).take(); });
  stop_at_nan(mean, loss, source, order,
              {input_.model, weights_, pool_, plan_of(input_.config, false, exchange())}, progress_.epoch);
  const std::vector<std::string> names = evaluator_->term_names();
  for (std::size_t i = 0; i < names.size(); ++i)
    report.terms.push_back({loss, names[i], evaluator_->terms()[i]});
  for (const LayerMetric& metric : evaluator_->metrics()) report.metrics.push_back({loss, metric});
  return mean;
}

WatchedLoss Trainer::watched() const {
  return watched_loss(validation_source_.has_value(), test_source_.has_value());
}

void Trainer::finish_epoch(EpochReport& report) {
  const double loss = report.validation_loss.value_or(report.test_loss.value_or(report.train_loss));
  report.best = record_best(progress_, report.epoch, loss);
  progress_.finished = patience_is_over(progress_, input_.config.early_stopping, report.epoch, loss) ||
                       report.epoch >= input_.config.epochs;
  ++progress_.epoch;
  progress_.step = 0;
  progress_.loss_sum = 0.0;
  progress_.term_sums.clear();
  progress_.images = 0;
  progress_.seconds = 0.0;
}

std::string Trainer::end_reason() const {
  const std::int64_t epochs = progress_.epoch - 1;
  if (!progress_.finished || epochs >= input_.config.epochs) return "";
  return early_stopping_reason(progress_, input_.config, epochs, watched());
}

// The next batch of the epoch, in the session's memory; nothing at its end.
std::optional<BatchView> Trainer::next_batch() {
  return observed_stage(observer_, Stage::data, 0, [&] {
    const std::optional<BatchView> batch = train_source_.next().take();
    if (batch) fill_session(session_, *batch);
    return batch;
  });
}

double Trainer::run_step(const BatchView& batch, double rate) {
  const StepContext context{
      .seed = input_.config.seed,
      .epoch = static_cast<std::uint32_t>(progress_.epoch),
      .epochs_done = static_cast<double>(progress_.epoch - 1) +
                     static_cast<double>(progress_.step) / static_cast<double>(steps_per_epoch()),
      .images = batch.images,
      .samples = batch.samples};
  const StepPlace place{progress_.epoch, progress_.step + 1};
  const double loss =
      observed_stage(observer_, Stage::step, batch.count, [&] { return session_.run(context); });
  stop_at_nan(loss, batch, context, {input_.model, weights_, pool_, plan_of(input_.config, true, exchange())},
              place);
  observed_stage(observer_, Stage::update, batch.count, [&] {
    const GradientNorm gradients = gradient_norms_.of(session_.gradients(), pool_);
    stop_at_nan(gradients, place);
    optimizer_.step(weights_, session_.gradients(), rate,
                    clipping_scale(gradients.norm, input_.config.clip_norm), pool_);
  });
  return loss;
}

Status Trainer::save(const std::string& file, const std::string& identity) const {
  return write_checkpoint(file, identity, weights_, optimizer_, progress_);
}

Result<CheckpointForm> Trainer::resume(const std::string& file, const std::vector<std::string>& identities) {
  Result<CheckpointForm> form = read_checkpoint(file, identities, weights_, optimizer_, progress_);
  if (form && form->loss_of_numbers) {
    const auto output = static_cast<std::size_t>(input_.model.reconstruction());
    progress_.loss_sum /= static_cast<double>(input_.model.nodes[output].shape.elements());
    progress_.term_sums = {progress_.loss_sum};  // losses had one term then
  }
  return form;
}

std::string Trainer::state() const {
  return checkpoint_bytes(state_identity, weights_, optimizer_, progress_);
}

Status Trainer::take_state(const std::string& state) {
  const Result<CheckpointForm> form =
      take_checkpoint(state, state_identity, {state_identity}, weights_, optimizer_, progress_);
  if (!form) return form.diagnostics();
  return Done{};
}

void Trainer::go_on(bool patience_anew) {
  progress_.finished = false;
  if (patience_anew) progress_.patience_from = progress_.epoch - 1;
}

}  // namespace cae
