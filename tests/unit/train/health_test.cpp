#include "framework/train/health.h"

#include "framework/base/catalogue/health.h"
#include "framework/graph/initialisers.h"
#include "framework/train/trainer.h"
#include "tests/unit/train/support.h"

namespace {

using namespace cae;
using namespace cae::test;

struct Model {
  explicit Model(const std::string& last = "sigmoid", bool norm = false)
      : graph(small_model(last, norm)), weights(graph) {
    initialise(weights, 1);
  }
  void set(const std::string& name, float value) {
    for (float& number : weights.values(weights.find(name))) number = value;
  }
  TrainedModel trained() {
    return {.model = graph,
            .weights = weights,
            .config = config,
            .images = looked_at,
            .steps = 1000,
            .train_losses = {0.7, 0.6}};
  }
  std::string said(const TrainedModel& trained, std::int64_t count = 100) {
    std::string text;
    for (const Diagnostic& warning : sick_run_warnings(trained, count, pool)) {
      CHECK(warning.severity == Severity::warning);
      CHECK_FALSE(warning.help.empty());
      text += (text.empty() ? "" : "\n") + warning.code + ": " + warning.message;
    }
    return text;
  }
  std::string said() { return said(trained()); }

  Graph graph;
  ParameterArrays weights;
  TrainConfig config{};
  Dataset looked_at = images(100);
  ThreadPool pool{1};
};

}  // namespace

TEST_CASE("a model whose code and reconstructions follow the images is healthy") {
  Model model;
  model.set("last.weight", 2.0F);
  CHECK(model.said().empty());
}

TEST_CASE("units of the code that are the same for all images are named") {
  Model model;
  model.set("last.weight", 2.0F);
  std::span<float> weights = model.weights.values(model.weights.find("code.weight"));
  std::fill(weights.begin() + 16, weights.end(), 0.0F);
  CHECK(model.said() == "W811: 1 of the 2 units of the code, code, is the same for 100 test images: 2");
}

TEST_CASE("a code of one point, and the reconstructions that come of it, are said") {
  Model model;
  model.set("code.weight", 0.0F);
  CHECK(model.said() ==
        "W811: the code, code, is a single point: all its 2 units are the same for 100 test images\n"
        "W812: the reconstructions of 100 test images are nearly the same: they vary 0.00 % as much as the "
        "images "
        "do");
}

TEST_CASE("reconstructions are compared behind the sigmoid that bce_logits takes") {
  Model model("linear");
  model.config.loss = image_loss("bce_logits");
  model.set("last.weight", 2.0F);
  model.set("last.bias", 40.0F);  // logits far apart, and 1 all of them
  CHECK(model.said().starts_with("W812"));
}

TEST_CASE("images that are all alike are no reason to want other reconstructions") {
  Model model;
  model.set("last.weight", 0.0F);
  model.looked_at.floats.assign(model.looked_at.floats.size(), 0.5F);
  CHECK(model.said().find("W812") == std::string::npos);
}

TEST_CASE("nothing is concluded from fewer than ten images") {
  Model model;
  model.set("code.weight", 0.0F);
  CHECK(model.said(model.trained(), 9).empty());
}

TEST_CASE("moving statistics that have seen too few steps say how many they need") {
  Model model("sigmoid", true);
  TrainedModel trained = model.trained();
  trained.untouched = untouched_batch_norms(model.graph, model.weights);
  CHECK(trained.untouched == std::vector<std::string>{"bn1"});
  trained.steps = 120;
  const Diagnostics warnings = sick_run_warnings(trained, 0, model.pool);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].code == "W813");
  CHECK(warnings[0].message ==
        "the moving statistics of bn1 have seen 120 steps of momentum 0.99, so 30 % of them is still what "
        "they began "
        "with, and test losses and pictures lag behind training");
  CHECK(warnings[0].help ==
        "make 299 steps and more (more epochs or images, or a smaller batch), or write 'bn momentum=0.9' in "
        "the model");
  // What the model already has is no advice.
  CHECK(catalogue::moving_statistics_lag({"bn1"}, 20, 0.9, 0.05).help ==
        "make 29 steps and more (more epochs or images, or a smaller batch)");
  trained.steps = 299;
  CHECK(sick_run_warnings(trained, 0, model.pool).empty());
}

TEST_CASE("moving statistics that came with start weights are not waited for") {
  Model model("sigmoid", true);
  model.set("bn1.mean", 0.3F);
  CHECK(untouched_batch_norms(model.graph, model.weights).empty());
}

TEST_CASE("a training loss that never fell below its first is said") {
  Model model;
  TrainedModel trained = model.trained();
  const auto of = [&](std::vector<double> losses) {
    trained.train_losses = std::move(losses);
    return model.said(trained, 0);
  };
  CHECK(of({0.5, 0.6, 0.5}) ==
        "W814: the training loss has not fallen: it was 0.5 in epoch 1 and is 0.5 in epoch 3");
  CHECK(of({0.5, 0.4, 0.7}).empty());
  CHECK(of({0.5}).empty());
}

TEST_CASE("the look at the images ends as soon as the run is stopped") {
  Model model;
  model.set("last.weight", 0.0F);
  CHECK_FALSE(model.said().empty());
  int asked = 0;
  CHECK(sick_run_warnings(model.trained(), 100, model.pool, [&] { return ++asked == 2; }).empty());
  CHECK(asked == 2);
}

TEST_CASE("a hundred to five hundred images are looked at, or as many as there are") {
  CHECK(images_looked_at(2000, 500) == 100);
  CHECK(images_looked_at(20000, 10000) == 200);
  CHECK(images_looked_at(6000000, 10000) == 500);
  CHECK(images_looked_at(20000, 40) == 40);
  CHECK(images_looked_at(30, 10000) == 30);
}

TEST_CASE("a variational code of which few units are active, and a codebook of which few vectors are used") {
  GraphBuilder builder("m", Shape::image(4, 4, 1));
  add(builder, "conv", {{"filters", std::int64_t{8}}, {"kernel", Window{1, 1}}}, "both");
  REQUIRE_FALSE(builder.add({.kind = "sample", .attributes = {}, .name = "drawn", .inputs = {1, 1}}));
  add(builder, "quantize", {{"codes", std::int64_t{64}}}, "vectors");
  add(builder, "conv", {{"filters", std::int64_t{1}}, {"kernel", Window{1, 1}}}, "last");
  const Graph graph = std::move(builder).finish();
  Model model;
  TrainedModel trained{.model = graph,
                       .weights = model.weights,
                       .config = model.config,
                       .images = model.looked_at,
                       .steps = 1000,
                       .train_losses = {0.7, 0.6}};
  trained.metrics = {{"drawn", "active_units", -1, 63}, {"vectors", "perplexity", -1, 6.3}};
  // Nothing else is looked at where there are so few images.
  CHECK(
      model.said(trained, 5) ==
      "W815: the code, drawn, is used little: 63 of its 128 units are active (the variance of their mean is "
      "above "
      "0.01)\nW816: the codebook of vectors is used little: its perplexity is 6.3, of 64 vectors");
  trained.metrics = {{"drawn", "active_units", -1, 64}, {"vectors", "perplexity", -1, 6.4}};
  CHECK(model.said(trained, 5).empty());
}
