#include "tools/cli/step_timer.h"

#include <algorithm>
#include <chrono>

#include "framework/base/random.h"
#include "framework/engine/session.h"
#include "framework/graph/initialisers.h"
#include "framework/graph/losses.h"
#include "framework/passes/pass.h"
#include "framework/profile/machine_limit.h"
#include "framework/profile/step_recorder.h"
#include "framework/train/gradient_clipping.h"
#include "framework/train/optimizer.h"

namespace cae::cli {

namespace {

// A model in training, or evaluation, on random images.
class BenchedModel {
 public:
  BenchedModel(const Graph& model, const TrainConfig& config, bool training, bool shared,
               const std::vector<std::string>& disabled_passes, ThreadPool& pool)
      : config_(config),
        training_(training),
        pool_(pool),
        weights_(model),
        optimizer_(model, config.optimizer) {
    initialise(weights_, config.seed);
    std::vector<NodeId> kept;
    if (!training) kept.push_back(model.reconstruction());
    optimised_ = optimise(with_losses(model, config.loss->name),
                          {.disabled = disabled_passes, .training = training, .kept = kept});
    PlanOptions options{.batch = static_cast<int>(config.batch), .training = training, .gradients = training};
    options.precision = config.precision;
    options.shared = shared;
    if (!training) options.kept.push_back(optimised_.reconstruction());  // as in train/evaluator.cpp
    session_.emplace(optimised_, weights_, pool, options);
    if (training) gradient_norms_.emplace(session_->gradients());
    RandomStream(config.seed, "bench").fill_uniform(session_->input(), 0.0F, 1.0F);
    RandomStream(config.seed, "bench").fill_uniform(session_->target(), 0.0F, 1.0F);
    context_.images = static_cast<int>(config.batch);
  }

  void step(StepObserver* observer = nullptr) {
    observed_stage(observer, Stage::step, context_.images, [&] { session_->run(context_); });
    context_.weights_unchanged = !training_;
    if (!training_) return;
    observed_stage(observer, Stage::update, context_.images, [&] {
      gradient_norms_->of(session_->gradients(), pool_);  // as a run does, to stop at what is not finite
      optimizer_.step(weights_, session_->gradients(), config_.optimizer.rate, 1.0, pool_);
    });
  }
  Session& session() { return *session_; }

 private:
  const TrainConfig& config_;
  bool training_;
  ThreadPool& pool_;
  ParameterArrays weights_;
  Optimizer optimizer_;
  Graph optimised_;
  std::optional<Session> session_;
  std::optional<GradientNorms> gradient_norms_;
  StepContext context_;
};

// A model whose steps are taken down, piece by piece, on one thread.
class Recording {
 public:
  Recording(const Graph& model, const TrainConfig& config, bool training, bool shared,
            const std::vector<std::string>& disabled_passes)
      : benched_(model, config, training, shared, disabled_passes, pool_),
        recorder_(benched_.session()),
        runner_(shared ? &recorder_ : nullptr) {}

  void warm_up() {
    const ShareScope scope(runner_);
    benched_.step();
    recorder_.forget();
  }
  void step() {
    const ShareScope scope(runner_);
    benched_.session().observe(&recorder_);
    pool_.observe(&recorder_);
    recorder_.step_begins();
    benched_.step();
    recorder_.step_ends();
  }
  MeasuredStep result() const { return recorder_.result(); }

 private:
  ThreadPool pool_{1};
  BenchedModel benched_;
  StepRecorder recorder_;
  ShareRunner* runner_;
};

}  // namespace

StepTimes time_steps(const Graph& model, const TrainConfig& config, bool training, int warm_up, int steps,
                     const std::vector<std::string>& disabled_passes, ThreadPool& pool, bool profile) {
  BenchedModel benched(model, config, training, false, disabled_passes, pool);
  for (int step = 0; step < warm_up; ++step) benched.step();
  std::optional<StepProfile> watch;
  if (profile) benched.session().observe(&watch.emplace(benched.session(), pool.threads()));
  StepTimes times{.seconds = {}, .arena_bytes = benched.session().arena_bytes()};
  for (int step = 0; step < steps; ++step) {
    const auto start = std::chrono::steady_clock::now();
    benched.step(watch ? &*watch : nullptr);
    times.seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  if (watch) times.profile = watch->result(measure_limit(pool));
  return times;
}

RecordedSteps record_steps(const Graph& model, const TrainConfig& config, bool training, int warm_up,
                           int steps, const std::vector<std::string>& disabled_passes) {
  Recording whole(model, config, training, false, disabled_passes);
  Recording shared(model, config, training, true, disabled_passes);
  // The first steps are forgotten: they touch memory for the first time.
  for (int step = 0; step < warm_up; ++step) {
    whole.warm_up();
    shared.warm_up();
  }
  for (int step = 0; step < steps; ++step) {
    whole.step();
    shared.step();
  }
  return {whole.result(), shared.result()};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

}  // namespace cae::cli
