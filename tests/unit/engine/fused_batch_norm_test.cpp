// Batch norm fused with what reads it, against the two operators: gains of both signs and 0, equal numbers,
// windows that leave pixels out, short batches, moving statistics.
#include <algorithm>

#include "framework/passes/pass.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/random_choices.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

void add_batch_norm(GraphBuilder& builder, RandomChoices& random) {
  add_layer(builder, "bn", {{"scale", random.pick(0, 3) > 0}, {"shift", random.flag()}});
}

// Half of them begin with batch norm, half with a convolution whose relu makes many equal zeros.
void add_start(GraphBuilder& builder, RandomChoices& random) {
  if (random.flag()) return;
  add_layer(
      builder, "conv",
      {{"filters", random.pick(1, 40)}, {"kernel", Window{1, 1}}, {"activation", Activation{"relu", {}}}});
}

Graph pooled(unsigned seed) {
  RandomChoices random(seed);
  GraphBuilder builder("pooled", Shape::image(random.pick(4, 11), random.pick(4, 11), random.pick(1, 40)));
  add_start(builder, random);
  add_batch_norm(builder, random);
  const Window window{random.pick(1, 4), random.pick(1, 4)};
  std::vector<std::pair<std::string, AttributeValue>> settings{{"mode", std::string("max")}};
  switch (random.pick(0, 3)) {
    case 0:
      settings.emplace_back("window", std::string("global"));
      break;
    case 1:
      settings.emplace_back("window", window);
      settings.emplace_back("stride",
                            Window{window.height + random.pick(0, 2), window.width + random.pick(0, 2)});
      break;
    default:
      settings.emplace_back("window", window);
  }
  add_layer(builder, "pool", std::move(settings));
  add_layer(builder, "conv", {{"filters", random.pick(1, 3)}, {"kernel", Window{1, 1}}});
  return std::move(builder).finish();
}

Graph pointwise(unsigned seed) {
  RandomChoices random(seed);
  GraphBuilder builder("pointwise", Shape::image(random.pick(1, 7), random.pick(1, 7), random.pick(1, 40)));
  add_start(builder, random);
  add_batch_norm(builder, random);
  add_layer(builder, "conv",
            {{"filters", random.pick(1, 8)},
             {"kernel", Window{1, 1}},
             {"bias", random.flag()},
             {"activation", Activation{random.flag() ? "sigmoid" : "linear", {}}}});
  return std::move(builder).finish();
}

void check_fused(const Graph& plain, const std::string& kind, unsigned seed) {
  INFO("seed " << seed << ": " << described(plain));
  const Graph fused = optimise(plain, {});
  CHECK(has_kind(fused, kind));
  // 30 images are slices of two, 3 are slices of one.
  StepSetting setting{.batch = seed % 3 == 0 ? 30 : 3, .count = seed % 3 == 0 ? 29 : 3};
  setting.levels = seed % 2 == 0 ? 5 : 0;
  for (const bool training : {true, false}) {
    INFO((training ? "batch" : "moving") << " statistics");
    setting.training = training;
    check_same(one_step(plain, setting, seed), one_step(fused, setting, seed));
  }
}

TEST_CASE("batch norm and a max pool compute the same in one") {
  for (unsigned seed = 1; seed <= 40; ++seed) check_fused(pooled(seed), "bn_pool", seed);
}

TEST_CASE("batch norm and a 1x1 convolution compute the same in one") {
  for (unsigned seed = 1; seed <= 40; ++seed) check_fused(pointwise(seed), "bn_pointwise", seed);
}

// Batch norm with an activation behind it that it takes, and a reader.
Graph activated(unsigned seed) {
  RandomChoices random(seed);
  GraphBuilder builder("activated", Shape::image(random.pick(2, 7), random.pick(2, 7), random.pick(1, 40)));
  add_start(builder, random);
  add_layer(builder, "bn");  // without a shift a second one would take gamma's gradient away
  const std::vector<std::string> kinds{"relu", "relu", "leaky_relu", "sigmoid"};
  const std::string activation = kinds[static_cast<std::size_t>(random.pick(0, 3))];
  add_layer(builder, activation);
  switch (random.pick(0, 3)) {
    case 0:
      add_layer(builder, "pool", {{"mode", std::string("max")}, {"window", Window{2, 2}}});
      break;
    case 1:  // which applies the gradient of the relu before it
      if (activation == "relu") add_batch_norm(builder, random);
      break;
    case 2: {  // several readers
      const auto read = static_cast<NodeId>(builder.graph().nodes.size()) - 1;
      add_layer(builder, "conv", {{"filters", builder.shape().channels}, {"kernel", Window{1, 1}}});
      add_layer(builder, "add", {}, {static_cast<NodeId>(builder.graph().nodes.size()) - 1, read});
      break;
    }
    default:
      break;
  }
  add_layer(builder, "conv", {{"filters", random.pick(1, 12)}, {"kernel", Window{1, 1}}});
  return std::move(builder).finish();
}

TEST_CASE("batch norm and the activation behind it compute the same in one") {
  for (unsigned seed = 1; seed <= 80; ++seed) {
    const Graph plain = activated(seed);
    const Graph fused = optimise(plain, {});
    INFO("seed " << seed << ": " << described(fused));
    CHECK(std::any_of(fused.nodes.begin(), fused.nodes.end(), [](const Node& node) {
      return node.kind == "bn" && !node.fusion.activation.is_linear();
    }));
    check_fused(plain, "bn", seed);
  }
}

TEST_CASE(
    "a convolution that is not 1x1, has many filters, groups, strides or padding leaves batch norm alone") {
  const auto fused = [](std::int64_t filters, std::int64_t kernel,
                        std::pair<std::string, AttributeValue> setting) {
    GraphBuilder builder("m", Shape::image(7, 7, 4));
    add_layer(builder, "bn");
    add_layer(builder, "conv",
              {{"filters", filters}, {"kernel", Window{kernel, kernel}}, std::move(setting)});
    return has_kind(optimise(std::move(builder).finish(), {}), "bn_pointwise");
  };
  CHECK(fused(8, 1, {"pad", Padding{Padding::Mode::same, 0, 0}}));
  CHECK_FALSE(fused(9, 1, {"bias", true}));
  CHECK_FALSE(fused(2, 2, {"bias", true}));
  CHECK_FALSE(fused(2, 1, {"groups", std::int64_t{2}}));
  CHECK_FALSE(fused(2, 1, {"stride", Window{2, 1}}));
  CHECK_FALSE(fused(2, 1, {"pad", Padding{Padding::Mode::fixed, 1, 0}}));
}

TEST_CASE("a max pool whose windows overlap or are padded, and a mean pool, leave batch norm alone") {
  const auto fused = [](std::vector<std::pair<std::string, AttributeValue>> settings) {
    GraphBuilder builder("m", Shape::image(7, 7, 3));
    add_layer(builder, "bn");
    add_layer(builder, "pool", std::move(settings));
    return has_kind(optimise(std::move(builder).finish(), {}), "bn_pool");
  };
  const auto setting = [](const char* mode) { return std::pair{"mode", AttributeValue(std::string(mode))}; };
  CHECK(fused({setting("max"), {"window", Window{2, 2}}}));
  CHECK_FALSE(fused({setting("max"), {"window", Window{3, 2}}, {"stride", Window{2, 2}}}));
  CHECK_FALSE(fused({setting("max"), {"window", Window{2, 2}}, {"pad", Padding{Padding::Mode::same, 0, 0}}}));
  CHECK_FALSE(fused({setting("avg"), {"window", Window{2, 2}}}));
}

TEST_CASE("batch norm takes the gradient of a relu that nobody else reads, and of no other activation") {
  const auto taken = [](const std::string& activation, bool read_twice) {
    GraphBuilder builder("m", Shape::image(5, 5, 3));
    add_layer(
        builder, "conv",
        {{"filters", std::int64_t{4}}, {"kernel", Window{1, 1}}, {"activation", Activation{activation, {}}}});
    const auto activated = static_cast<NodeId>(builder.graph().nodes.size()) - 1;
    add_layer(builder, "bn");
    const auto normalised = static_cast<NodeId>(builder.graph().nodes.size()) - 1;
    if (read_twice) add_layer(builder, "add", {}, {activated, normalised});
    const Graph plain = std::move(builder).finish();
    const Graph fused = optimise(plain, {});
    check_same(one_step(plain, {}, 4), one_step(fused, {}, 4));
    return fused.nodes[2].fusion.relu_gradient_of_input &&
           fused.nodes[1].fusion.activation_gradient_by_reader;
  };
  CHECK(taken("relu", false));
  CHECK_FALSE(taken("relu", true));
  CHECK_FALSE(taken("tanh", false));
}

TEST_CASE("batch norm whose output is wanted elsewhere is not fused away") {
  GraphBuilder builder("kept", Shape::image(4, 4, 3));
  add_layer(builder, "bn");
  add_layer(builder, "pool", {{"mode", std::string("max")}, {"window", Window{2, 2}}});
  const Graph plain = std::move(builder).finish();
  CHECK(has_kind(optimise(plain, {}), "bn_pool"));
  CHECK_FALSE(has_kind(optimise(plain, {.kept = {1}}), "bn_pool"));
}

}  // namespace
}  // namespace cae
