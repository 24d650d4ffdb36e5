#include "tools/cli/step_timer.h"

#include <algorithm>
#include <chrono>

#include "framework/base/random.h"
#include "framework/engine/session.h"
#include "framework/graph/initialisers.h"
#include "framework/graph/losses.h"
#include "framework/passes/pass.h"
#include "framework/profile/machine_limit.h"
#include "framework/train/optimizer.h"

namespace cae::cli {

StepTimes time_steps(const Graph& model, const TrainConfig& config, bool training, int warm_up, int steps,
                     const std::vector<std::string>& disabled_passes, ThreadPool& pool, bool profile) {
  ParameterArrays weights(model);
  initialise(weights, config.seed);
  Optimizer optimizer(model, config.optimizer);
  std::vector<NodeId> kept;
  if (!training) kept.push_back(model.reconstruction());
  const Graph optimised = optimise(with_losses(model, config.loss->name),
                                   {.disabled = disabled_passes, .training = training, .kept = kept});
  PlanOptions options{.batch = static_cast<int>(config.batch), .training = training, .gradients = training};
  options.precision = config.precision;
  if (!training) options.kept.push_back(optimised.reconstruction());  // as in train/evaluator.cpp
  Session session(optimised, weights, pool, options);
  RandomStream(config.seed, "bench").fill_uniform(session.input(), 0.0F, 1.0F);
  RandomStream(config.seed, "bench").fill_uniform(session.target(), 0.0F, 1.0F);

  std::optional<StepProfile> watch;
  StepTimes times{.seconds = {}, .arena_bytes = session.arena_bytes()};
  StepContext context;
  context.images = static_cast<int>(config.batch);
  for (int step = 0; step < warm_up + steps; ++step) {
    if (profile && step == warm_up) session.observe(&watch.emplace(session, pool.threads()));
    StepObserver* observer = watch ? &*watch : nullptr;
    context.weights_unchanged = !training && step > 0;
    const auto start = std::chrono::steady_clock::now();
    observed_stage(observer, Stage::step, context.images, [&] { session.run(context); });
    if (training) {
      observed_stage(observer, Stage::update, context.images,
                     [&] { optimizer.step(weights, session.gradients(), config.optimizer.rate, 1.0, pool); });
    }
    if (step >= warm_up) {
      times.seconds.push_back(
          std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
  }
  if (watch) times.profile = watch->result(measure_limit(pool));
  return times;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

}  // namespace cae::cli
