#include "framework/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "framework/base/catalogue/run.h"
#include "framework/base/random.h"
#include "framework/passes/pass.h"
#include "framework/primitives/vector_kernels.h"
#include "framework/train/schedule.h"
#include "framework/train/weights.h"

namespace cae {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

PlanOptions training_plan(const TrainConfig& config) {
  PlanOptions options{.batch = static_cast<int>(config.batch), .training = true, .gradients = true};
  options.loss = loss_by_name(config.loss);
  options.precision = onednn::precision_by_name(config.precision);
  return options;
}

std::uint32_t size_of(const Dataset& dataset) {
  return static_cast<std::uint32_t>(dataset.count);
}

}  // namespace

PlannedTraining::PlannedTraining(const Graph& model, const TrainConfig& config,
                                 const std::vector<std::string>& disabled_passes, ThreadPool& pool)
    : weights(model),
      optimised(optimise(model, {.disabled = disabled_passes, .training = true, .kept = {}})),
      session(optimised, weights, pool, training_plan(config)) {
  initialise(weights, config.seed);
  if (!config.init.empty()) std::move(load_weights(config.init, weights)).take();
}

Trainer::Trainer(const TrainerInput& input, PlannedTraining& planned, ThreadPool& pool)
    : input_(input),
      pool_(pool),
      weights_(planned.weights),
      optimizer_(input.model, input.config.optimizer),
      session_(planned.session),
      train_source_(input.train, static_cast<int>(input.config.batch), input.augment_train),
      square_sums_(weights_.count()) {
  if (input.test != nullptr) {
    evaluator_.emplace(input.model, weights_, pool, static_cast<int>(input.config.batch),
                       *loss_by_name(input.config.loss), std::vector<NodeId>{}, input.disabled_passes,
                       onednn::precision_by_name(input.config.precision));
    test_source_.emplace(*input.test, static_cast<int>(input.config.batch), input.augment_test);
  }
}

std::int64_t Trainer::steps_per_epoch() const {
  return (input_.train.count + input_.config.batch - 1) / input_.config.batch;
}

std::size_t Trainer::arena_bytes() const {
  return session_.arena_bytes() + (evaluator_ ? evaluator_->arena_bytes() : 0);
}

std::optional<EpochReport> Trainer::train_epoch(const OnStep& on_step) {
  const auto start = Clock::now();
  const double earlier_seconds = progress_.seconds;
  const auto epoch = static_cast<std::uint32_t>(progress_.epoch);
  const double rate = learning_rate(input_.config, progress_.epoch);
  const auto numbers =
      static_cast<double>(input_.model.nodes[static_cast<std::size_t>(input_.model.output)].shape.elements());
  train_source_.start_epoch(input_.config.shuffle
                                ? shuffled_order(input_.config.seed, epoch, size_of(input_.train))
                                : identity_order(size_of(input_.train)),
                            epoch, progress_.step);
  while (const std::optional<BatchView> batch = next_batch()) {
    const double loss_sum = run_step(*batch, rate);
    ++progress_.step;
    progress_.loss_sum += loss_sum;
    progress_.images += batch->count;
    progress_.seconds = earlier_seconds + since(start);
    StepReport report{.epoch = progress_.epoch, .step = progress_.step, .steps = steps_per_epoch()};
    report.loss = loss_sum / (numbers * batch->count);
    report.mean_loss = progress_.loss_sum / (numbers * static_cast<double>(progress_.images));
    report.images_per_second = static_cast<double>(progress_.images) / progress_.seconds;
    const bool last = progress_.step == report.steps;
    if (!on_step(report) && !last) return std::nullopt;
  }
  EpochReport report{.epoch = progress_.epoch};
  report.train_loss = progress_.loss_sum / (numbers * static_cast<double>(input_.train.count));
  report.images_per_second = static_cast<double>(input_.train.count) / progress_.seconds;
  report.learning_rate = rate;
  if (evaluator_) {
    report.test_loss = observed_stage(observer_, Stage::test, 0, [&] {
      return evaluator_->loss(*test_source_, identity_order(size_of(*input_.test))).take();
    });
  }
  report.seconds = earlier_seconds + since(start);
  finish_epoch(report);
  return report;
}

void Trainer::finish_epoch(EpochReport& report) {
  const double watched = report.test_loss.value_or(report.train_loss);
  const double margin = progress_.best_epoch == 0 ? 0.0 : input_.config.early_stopping.min_delta;
  if (progress_.best_epoch == 0 || watched < progress_.best_loss - margin) {
    progress_.best_loss = watched;
    progress_.best_epoch = report.epoch;
    report.best = true;
  }
  const std::int64_t patience = input_.config.early_stopping.patience;
  const bool patience_over =
      patience > 0 && report.epoch - std::max(progress_.best_epoch, progress_.patience_from) >= patience;
  progress_.finished = patience_over || report.epoch >= input_.config.epochs;
  ++progress_.epoch;
  progress_.step = 0;
  progress_.loss_sum = 0.0;
  progress_.images = 0;
  progress_.seconds = 0.0;
}

// The next batch of the epoch, in the session's memory; nothing at its end.
std::optional<BatchView> Trainer::next_batch() {
  return observed_stage(observer_, Stage::data, 0, [&] {
    const std::optional<BatchView> batch = train_source_.next().take();
    if (batch) {
      std::copy(batch->inputs.begin(), batch->inputs.end(), session_.input().begin());
      std::copy(batch->targets.begin(), batch->targets.end(), session_.target().begin());
    }
    return batch;
  });
}

double Trainer::run_step(const BatchView& batch, double rate) {
  const double loss = observed_stage(observer_, Stage::step, batch.count, [&] {
    return session_.run({.seed = input_.config.seed,
                         .epoch = static_cast<std::uint32_t>(progress_.epoch),
                         .count = batch.count,
                         .slices = 0,
                         .samples = batch.samples});
  });
  if (!std::isfinite(loss)) {
    throw Failure(
        catalogue::loss_not_finite(progress_.epoch, progress_.step + 1, first_layer_not_finite(batch)));
  }
  observed_stage(observer_, Stage::update, batch.count, [&] {
    const double norm = gradient_norm(progress_.step + 1);
    const double limit = input_.config.clip_norm;
    // As PyTorch's clip_grad_norm_.
    const double scale = limit > 0.0 ? std::min(limit / (norm + 1e-6), 1.0) : 1.0;
    optimizer_.step(weights_, session_.gradients(), rate, scale, pool_);
  });
  return loss;
}

// The norm of all gradients together; summed per parameter and then in their order, the same on any number of
// threads.
double Trainer::gradient_norm(std::int64_t step) {
  ParameterArrays& gradients = session_.gradients();
  pool_.run(static_cast<int>(gradients.count()), [&](int task, int) {
    const auto index = static_cast<std::size_t>(task);
    const bool trainable = gradients.spec(index).trainable;
    square_sums_[index] = trainable ? vector_kernels().square_sum(gradients.values(index).data(),
                                                                  gradients.values(index).size())
                                    : 0.0;
  });
  double sum = 0.0;
  for (std::size_t i = 0; i < square_sums_.size(); ++i) {
    if (!std::isfinite(square_sums_[i])) {
      throw Failure(catalogue::gradient_not_finite(progress_.epoch, step, gradients.spec(i).name));
    }
    sum += square_sums_[i];
  }
  return std::sqrt(sum);
}

// Runs the batch once more with every layer's output kept, to say where the trouble began.
std::string Trainer::first_layer_not_finite(const BatchView& batch) {
  PlanOptions options = training_plan(input_.config);
  options.gradients = false;
  for (const std::string& layer : input_.model.layers())
    options.kept.push_back(input_.model.layer_output(layer));
  Session session(input_.model, weights_, pool_, options);
  std::copy(batch.inputs.begin(), batch.inputs.end(), session.input().begin());
  std::copy(batch.targets.begin(), batch.targets.end(), session.target().begin());
  session.run({.seed = input_.config.seed,
               .epoch = static_cast<std::uint32_t>(progress_.epoch),
               .count = batch.count,
               .slices = 0,
               .samples = batch.samples});
  for (const NodeId node : options.kept) {
    const Node& at = input_.model.nodes[static_cast<std::size_t>(node)];
    const auto output =
        session.output(node).first(static_cast<std::size_t>(at.shape.elements() * batch.count));
    if (!std::all_of(output.begin(), output.end(), [](float v) { return std::isfinite(v); })) return at.layer;
  }
  return "";  // all outputs are finite, so the loss itself overflowed
}

Status Trainer::save(const std::string& file, const std::string& identity) const {
  return write_checkpoint(file, identity, weights_, optimizer_, progress_);
}

Result<CheckpointForm> Trainer::resume(const std::string& file, const std::vector<std::string>& identities) {
  return read_checkpoint(file, identities, weights_, optimizer_, progress_);
}

void Trainer::go_on(bool patience_anew) {
  progress_.finished = false;
  if (patience_anew) progress_.patience_from = progress_.epoch - 1;
}

}  // namespace cae
