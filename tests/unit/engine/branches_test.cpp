// Graphs that are not a chain: outputs with several readers, operators with two inputs.
#include "framework/graph/losses.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

class Stepper {
 public:
  Stepper(const Graph& graph, int batch)
      : graph_(with_losses(graph, "mse")),
        pool_(2),
        weights_(start_weights(graph, 4)),
        batch_(batch),
        session_(make()) {
    fill(session_.input(), 1);
    fill(session_.target(), 2);
  }
  // The mean loss.
  double run() { return session_.run({.seed = 4, .epoch = 1, .images = batch_, .samples = {}}); }
  // (loss(value + step) - loss(value - step)) / (2 step)
  double slope(float& value) {
    constexpr float step = 1e-2F;
    const float before = value;
    value = before + step;
    const double above = run();
    value = before - step;
    const double below = run();
    value = before;
    return (above - below) / (2.0 * step);
  }
  ParameterArrays& weights() { return weights_; }
  Session& session() { return session_; }

 private:
  Session make() {
    const PlanOptions options{.batch = batch_, .input_gradient = true};
    return Session(graph_, weights_, pool_, options);
  }

  Graph graph_;
  ThreadPool pool_;
  ParameterArrays weights_;
  int batch_;
  Session session_;
};

// Every gradient that the engine gives, against the loss's slope.
void check_gradients(const Graph& graph, int batch) {
  REQUIRE(verify(graph).empty());
  Stepper stepper(graph, batch);
  stepper.run();
  std::vector<std::pair<std::span<float>, std::vector<float>>> pairs;  // numbers, gradients
  for (std::size_t i = 0; i < stepper.weights().count(); ++i) {
    const auto gradient = stepper.session().gradients().values(i);
    pairs.emplace_back(stepper.weights().values(i), std::vector<float>(gradient.begin(), gradient.end()));
  }
  const auto of_input = stepper.session().input_gradient();
  pairs.emplace_back(stepper.session().input(), std::vector<float>(of_input.begin(), of_input.end()));
  for (const auto& [values, gradient] : pairs) {
    std::vector<float> slopes;
    for (float& value : values) slopes.push_back(static_cast<float>(stepper.slope(value)));
    CHECK(difference(gradient, slopes) < 5e-3);
  }
}

NodeId last(const GraphBuilder& builder) {
  return static_cast<NodeId>(builder.graph().nodes.size()) - 1;
}

void add_conv(GraphBuilder& builder, std::int64_t filters, const std::string& activation,
              std::vector<NodeId> inputs = {}) {
  add_layer(builder, "conv",
            {{"filters", filters},
             {"kernel", Window{3, 3}},
             {"pad", Padding{Padding::Mode::same, 0, 0}},
             {"activation", Activation{activation, {}}}},
            std::move(inputs));
}

TEST_CASE("a path round a layer: two readers of one output, joined by a sum") {
  GraphBuilder builder("round", Shape::image(4, 4, 2));
  add_conv(builder, 3, "tanh");
  const NodeId fork = last(builder);
  add_conv(builder, 3, "sigmoid");
  add_layer(builder, "add", {}, {fork, last(builder)});
  add_conv(builder, 1, "linear");
  check_gradients(std::move(builder).finish(), 3);
}

bool same_place(const Buffer& a, const Buffer& b) {
  return a.used && b.used && a.of_thread == b.of_thread && a.offset == b.offset;
}

TEST_CASE("a sum lies where its first summand lay, and so does the gradient that it passes on") {
  GraphBuilder builder("residual", Shape::image(6, 6, 2));
  add_conv(builder, 2, "linear");
  const NodeId fork = last(builder);
  add_layer(builder, "bn");
  const NodeId norm = last(builder);
  add_layer(builder, "add", {}, {norm, fork});
  const NodeId sum = last(builder);
  add_conv(builder, 1, "linear");
  const Graph graph = std::move(builder).finish();
  const Graph trained = with_losses(graph, "mse");
  const auto planned = [&](std::vector<NodeId> kept) {
    return make_plan(trained, {.batch = 8, .kept = std::move(kept)});
  };
  const Plan plan = planned({});
  CHECK(same_place(plan.nodes[norm].output, plan.nodes[sum].output));
  CHECK(same_place(plan.nodes[sum].gradients[0], plan.nodes[norm].gradients[0]));
  CHECK_FALSE(same_place(plan.nodes[fork].output, plan.nodes[sum].output));
  // What must stay readable is not written over.
  CHECK_FALSE(same_place(planned({norm}).nodes[norm].output, planned({norm}).nodes[sum].output));
  check_gradients(graph, 3);
}

TEST_CASE("three readers of one output") {
  GraphBuilder builder("three", Shape::image(3, 4, 2));
  add_conv(builder, 2, "tanh");
  const NodeId fork = last(builder);
  add_conv(builder, 2, "softplus", {fork});
  const NodeId left = last(builder);
  add_conv(builder, 2, "tanh", {fork});
  add_layer(builder, "add", {}, {left, last(builder)});
  add_layer(builder, "add", {}, {last(builder), fork});
  add_conv(builder, 1, "linear");
  check_gradients(std::move(builder).finish(), 2);
}

TEST_CASE("one output added to itself counts twice") {
  GraphBuilder builder("twice", Shape::image(3, 3, 1));
  add_conv(builder, 2, "tanh");
  add_layer(builder, "add", {}, {last(builder), last(builder)});
  add_conv(builder, 1, "sigmoid");
  check_gradients(std::move(builder).finish(), 2);
}

TEST_CASE("a sum of four, one of which counts twice") {
  GraphBuilder builder("four", Shape::image(3, 3, 2));
  add_conv(builder, 2, "tanh");
  const NodeId fork = last(builder);
  add_conv(builder, 2, "softplus");
  add_layer(builder, "add", {}, {last(builder), fork, 0, fork});
  add_conv(builder, 1, "linear");
  check_gradients(std::move(builder).finish(), 2);
}

TEST_CASE("the channels of three inputs one after another, one of them twice") {
  GraphBuilder builder("channels", Shape::image(3, 4, 2));
  add_conv(builder, 3, "tanh");
  const NodeId fork = last(builder);
  add_conv(builder, 2, "softplus");
  add_layer(builder, "concat", {}, {last(builder), fork, 0, fork});
  CHECK(builder.shape() == Shape::image(3, 4, 10));
  add_conv(builder, 1, "linear");
  check_gradients(std::move(builder).finish(), 3);
}

TEST_CASE("rows one after another") {
  GraphBuilder builder("rows", Shape::row(5));
  add_layer(builder, "dense", {{"units", std::int64_t{3}}});
  add_layer(builder, "concat", {}, {last(builder), 0});
  CHECK(builder.shape() == Shape::row(8));
  add_layer(builder, "dense", {{"units", std::int64_t{5}}});
  check_gradients(std::move(builder).finish(), 4);
}

TEST_CASE("a product of three, one of which counts twice") {
  GraphBuilder builder("product", Shape::image(3, 3, 2));
  add_conv(builder, 2, "tanh");
  const NodeId fork = last(builder);
  add_conv(builder, 2, "softplus");
  add_layer(builder, "multiply", {}, {last(builder), fork, 0, fork});
  add_conv(builder, 1, "linear");
  check_gradients(std::move(builder).finish(), 2);
}

TEST_CASE("factors of one pixel and of one channel are stretched, wherever they stand") {
  GraphBuilder builder("gates", Shape::image(4, 3, 2));
  add_conv(builder, 5, "tanh");
  const NodeId image = last(builder);
  add_layer(builder, "pool", {{"mode", std::string("avg")}, {"window", Window{4, 3}}});
  add_conv(builder, 5, "sigmoid");
  const NodeId pixel = last(builder);
  add_conv(builder, 1, "softplus", {image});
  const NodeId channel = last(builder);
  add_layer(builder, "multiply", {}, {image, pixel, channel});
  add_layer(builder, "multiply", {}, {channel, last(builder)});
  add_layer(builder, "multiply", {}, {pixel, channel});
  CHECK(builder.shape() == Shape::image(4, 3, 5));
  add_layer(builder, "concat", {}, {last(builder), static_cast<NodeId>(last(builder) - 1)});
  add_conv(builder, 1, "linear");
  check_gradients(std::move(builder).finish(), 3);
}

TEST_CASE("the images themselves may have two readers") {
  GraphBuilder builder("images", Shape::image(4, 3, 2));
  add_conv(builder, 2, "tanh");
  add_layer(builder, "add", {}, {0, last(builder)});
  check_gradients(std::move(builder).finish(), 2);
}

TEST_CASE("a layer that the output does not depend on gets no gradient and does no harm") {
  GraphBuilder builder("aside", Shape::image(3, 3, 1));
  add_conv(builder, 2, "tanh");
  const NodeId output = last(builder);
  add_conv(builder, 2, "tanh");
  Graph graph = std::move(builder).finish();
  graph.outputs = {{.node = output, .name = "output"}};
  const Results with = one_step(graph, {}, 6);
  graph.nodes.resize(static_cast<std::size_t>(output) + 1);
  const Results without = one_step(graph, {}, 6);
  for (const auto& [name, values] : without) {
    INFO(name);
    CHECK(with.at(name) == values);
  }
  for (const float value : with.at("gradient of conv2.weight")) CHECK(value == 0.0F);
}

TEST_CASE("what neither fits nor can be stretched is not joined") {
  GraphBuilder builder("unequal", Shape::image(4, 4, 2));
  add_layer(builder, "pool", {{"mode", std::string("avg")}, {"window", Window{2, 1}}});
  const auto joins = [&](const char* kind) {
    const auto problem = builder.add({.kind = kind, .attributes = {}, .inputs = {1, 0}});
    REQUIRE(problem);
    return problem->needed;
  };
  CHECK(joins("concat") == "4x4x2");
  CHECK(joins("multiply") == "4x4x2");
  add_conv(builder, 3, "linear", {0});
  CHECK(builder.add({.kind = "multiply", .attributes = {}, .inputs = {0, 2}}));
  CHECK_FALSE(builder.add({.kind = "concat", .attributes = {}, .inputs = {0, 2}}));
}

TEST_CASE("shapes that differ cannot be added") {
  GraphBuilder builder("unequal", Shape::image(4, 4, 2));
  add_conv(builder, 3, "linear");
  const auto problem = builder.add({.kind = "add", .attributes = {}, .inputs = {0, 1}});
  REQUIRE(problem);
  CHECK(problem->needed == "4x4x3");
}

}  // namespace
}  // namespace cae
