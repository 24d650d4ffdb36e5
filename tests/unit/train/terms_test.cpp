// What layers add to what is minimised, and what they draw, over the steps of training. Values and gradients
// of one step are in tests/golden.
#include <cmath>

#include "dsl/model/model.h"
#include "framework/engine/session.h"
#include "framework/graph/initialisers.h"
#include "framework/graph/losses.h"
#include "framework/train/evaluator.h"
#include "framework/train/trainer.h"
#include "tests/unit/train/support.h"

namespace cae {
namespace {

Graph variational(const std::string& settings) {
  return build_model(
             "model m { input 4x4x1; flatten; dense 3 as mean; from flatten1; dense 3 as spread\n"
             "sample mean spread " +
                 settings + " as code; dense 16 sigmoid; reshape 4x4x1 as pixels }",
             "m.cae")
      .take();
}

// A term of one step on the images, at a moment of training.
struct Step {
  explicit Step(const std::string& settings, bool training = true)
      : graph(with_losses(variational(settings), "bce")),
        weights(graph),
        session(graph, weights, pool, {.batch = 20, .training = training, .gradients = training}) {
    initialise(weights, 5);
  }
  double kl(double epochs_done) { return term("kl", epochs_done); }
  double term(const std::string& name, double epochs_done) {
    const Dataset dataset = test::images(20);
    std::copy(dataset.floats.begin(), dataset.floats.end(), session.input().begin());
    std::copy(dataset.floats.begin(), dataset.floats.end(), session.target().begin());
    session.run({.seed = 1, .epoch = 1, .epochs_done = epochs_done, .images = 20, .samples = {}});
    const auto& names = session.term_names();
    const auto found = std::find(names.begin(), names.end(), name);
    REQUIRE(found != names.end());
    return session.terms()[static_cast<std::size_t>(found - names.begin())];
  }
  std::vector<float> gradient(const std::string& name) {
    const std::span<float> values = session.gradients().values(weights.find(name));
    return {values.begin(), values.end()};
  }

  Graph graph;
  ParameterArrays weights;
  ThreadPool pool{2};
  Session session;
};

TEST_CASE("beta rises evenly from 0 during the warm-up, and outside of training it is whole") {
  const double whole = Step("beta=2").kl(0.0);
  CHECK(whole > 0.0);
  Step step("beta=2 warmup=4");
  CHECK(step.kl(0.0) == 0.0);
  CHECK(step.kl(1.0) == Approx(whole / 4));
  CHECK(step.kl(2.5) == Approx(whole * 2.5 / 4));
  CHECK(step.kl(4.0) == Approx(whole));
  CHECK(step.kl(9.0) == Approx(whole));
  Step evaluation("beta=2 warmup=4", false);
  CHECK(evaluation.kl(StepContext{}.epochs_done) == Approx(whole));
}

TEST_CASE("the total correlation counts once less than tc says, and rises with beta") {
  const double once = Step("tc=2").term("tc", 0.0);
  CHECK(once != 0.0);
  CHECK(Step("tc=7").term("tc", 0.0) == Approx(6 * once));
  CHECK(Step("tc=0").term("tc", 0.0) == Approx(-once));
  CHECK(Step("tc=2 beta=0").term("tc", 0.0) == Approx(once));
  Step step("tc=2 warmup=4");
  CHECK(step.term("tc", 0.0) == 0.0);
  CHECK(step.term("tc", 1.0) == Approx(once / 4));
  CHECK(step.term("tc", 5.0) == Approx(once));
  CHECK(Step("tc=2 warmup=4", false).term("tc", StepContext{}.epochs_done) == Approx(once));
}

TEST_CASE("below its capacity a divergence is pushed up, above it down") {
  Step plain("");
  const double nats = plain.kl(0.0) * 16;
  Step below("capacity=" + std::to_string(nats + 1));
  CHECK(below.kl(0.0) == Approx(1.0 / 16));
  Step above("capacity=" + std::to_string(nats / 2));
  CHECK(above.kl(0.0) == Approx(nats / 2 / 16));
  // The rest of the gradient is the same in all three.
  const std::vector<float> middle = plain.gradient("spread.bias");
  const std::vector<float> up = below.gradient("spread.bias");
  const std::vector<float> down = above.gradient("spread.bias");
  Step none("beta=0");
  none.kl(0.0);
  const std::vector<float> other = none.gradient("spread.bias");
  for (std::size_t i = 0; i < middle.size(); ++i) {
    CHECK(down[i] == Approx(middle[i]).margin(1e-7));
    CHECK(up[i] - other[i] == Approx(-(middle[i] - other[i])).margin(1e-7));
  }
}

TEST_CASE("an output that learns labels does so, and is refused without them") {
  Graph model =
      build_model(
          "model m { input 4x4x1; flatten; dense 8 tanh as code; dense 16 sigmoid; reshape 4x4x1 as pixels\n"
          "from code; dense 2 as classes; output pixels; output classes target=labels weight=0.5 }",
          "m.cae")
          .take();
  Dataset data = test::images(40);
  for (int i = 0; i < 40; ++i) {
    data.labels.push_back(i % 2);
    for (int j = 0; j < 8; ++j) data.floats[static_cast<std::size_t>(16 * i + j)] = static_cast<float>(i % 2);
  }
  TrainConfig config{};
  config.epochs = 30;
  config.batch = 10;
  config.optimizer.rate = 0.02;
  ThreadPool pool{2};
  PlannedTraining planned(model, config, {}, pool);
  Trainer trainer({.model = model, .config = config, .train = data, .test = &data}, planned, pool);
  std::vector<double> losses;
  while (!trainer.progress().finished) {
    const EpochReport epoch = trainer.train_epoch([](const StepReport&) { return true; }).value();
    for (const TermReport& term : epoch.terms) {
      if (term.term == "classes" && term.loss == WatchedLoss::test) losses.push_back(term.value);
    }
  }
  REQUIRE(losses.size() == 30);
  CHECK(losses.back() < losses.front() / 5);
}

TEST_CASE("an evaluation counts active units and the vectors that are used") {
  const Graph model =
      build_model("model m { input 4x4x1; conv 3 1x1; quantize 5 as q; conv 1 1x1 sigmoid }", "m.cae").take();
  ParameterArrays weights(model);
  initialise(weights, 1);
  const std::span<float> vectors = weights.values(weights.find("q.codebook"));
  std::fill(vectors.begin(), vectors.end(), 1e6F);            // none of these is near ...
  std::fill(vectors.begin() + 6, vectors.begin() + 9, 0.0F);  // ... but the third
  ThreadPool pool{2};
  Evaluator evaluator(model, weights, pool, 7, "bce");
  const Dataset data = test::images(20);
  BatchSource source(data, 7);
  CHECK(evaluator.loss(source, identity_order(20)));
  REQUIRE(evaluator.metrics().size() == 1);
  CHECK(evaluator.metrics()[0].layer == "q");
  CHECK(evaluator.metrics()[0].name == "perplexity");
  CHECK(evaluator.metrics()[0].value == Approx(1.0));

  const Graph other = variational("");
  ParameterArrays numbers(other);
  initialise(numbers, 1);
  const std::span<float> means = numbers.values(numbers.find("mean.weight"));
  std::fill(means.begin() + 16, means.end(), 0.0F);  // the second and third unit are the same for all images
  Evaluator of_means(other, numbers, pool, 7, "bce");
  CHECK(of_means.loss(source, identity_order(20)));
  double active = -1.0;
  std::size_t units = 0;
  for (const LayerMetric& metric : of_means.metrics()) {
    if (metric.name == "active_units") active = metric.value;
    if (metric.name == "kl") ++units;
  }
  CHECK(active == 1.0);
  CHECK(units == 3);
}

}  // namespace
}  // namespace cae
