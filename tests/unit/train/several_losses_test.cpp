// Several outputs, each with its loss and its weight, against PyTorch in float64
// (tests/golden/make_losses.py).
#include <cmath>

#include "framework/data/safetensors.h"
#include "framework/engine/session.h"
#include "framework/graph/builder.h"
#include "framework/graph/losses.h"
#include "framework/graph/rules/kernel_support.h"
#include "framework/passes/pass.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

void add_conv(GraphBuilder& builder, const std::string& name, std::int64_t filters, std::int64_t kernel,
              const std::string& activation, std::vector<NodeId> inputs = {}) {
  LayerRequest request{.kind = "conv", .attributes = {}, .name = name, .inputs = std::move(inputs)};
  request.attributes.set("filters", filters);
  request.attributes.set("kernel", Window{kernel, kernel});
  request.attributes.set("pad", Padding{Padding::Mode::same, 0, 0});
  request.attributes.set("activation", Activation{activation, {}});
  REQUIRE_FALSE(builder.add(std::move(request)));
}

Graph two_outputs() {
  GraphBuilder builder("two", Shape::image(6, 6, 2));
  add_conv(builder, "a", 3, 3, "tanh");
  const NodeId fork = builder.graph().layer_output("a");
  add_conv(builder, "left", 2, 1, "sigmoid");
  add_conv(builder, "right", 2, 3, "linear", {fork});
  Graph graph = std::move(builder).finish();
  graph.outputs = {
      {.node = graph.layer_output("left"), .name = "left", .loss = "bce", .weight = 0.7},
      {.node = graph.layer_output("right"), .name = "right", .loss = "", .weight = 2.5},
  };
  return graph;
}

std::vector<float> numbers(const TensorFile& file, const std::string& name) {
  const Tensor* tensor = file.find(name);
  REQUIRE(tensor != nullptr);
  return to_floats(tensor->values);
}

void put_images(const TensorFile& file, const std::string& name, std::span<float> to) {
  const std::vector<float> chw = numbers(file, name);
  const Shape shape = Shape::image(6, 6, 2);
  for (std::size_t at = 0; at < chw.size(); at += elements_of(shape)) {
    channels_last(shape, chw.data() + at, to.data() + at);
  }
}

void check_close(const std::string& name, std::span<const float> values, const std::vector<float>& expected) {
  REQUIRE(values.size() == expected.size());
  float largest = 0.0F;
  float off = 0.0F;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    largest = std::max(largest, std::abs(expected[i]));
    off = std::max(off, std::abs(values[i] - expected[i]));
  }
  INFO(name);
  CHECK(off <= 1e-5F * largest);
}

TEST_CASE("two losses on two outputs agree with PyTorch, term by term and gradient by gradient") {
  const std::string folder = CAE_SOURCE_DIR "/tests/golden/losses/two_outputs/";
  const TensorFile given = read_safetensors(folder + "given.safetensors").take();
  const TensorFile expected = read_safetensors(folder + "expected.safetensors").take();
  const Graph model = two_outputs();
  const Graph graph = optimise(with_losses(model, "mse"), {});
  REQUIRE(verify(graph).empty());
  ParameterArrays weights(model);
  for (std::size_t i = 0; i < weights.count(); ++i) {
    const std::vector<float> values = numbers(given, weights.spec(i).name);
    std::copy(values.begin(), values.end(), weights.values(i).begin());
  }
  ThreadPool pool(2);
  Session session(graph, weights, pool, {.batch = 5, .input_gradient = true});
  put_images(given, "input", session.input());
  put_images(given, "target", session.target());
  const double loss = session.run({.seed = 1, .epoch = 1, .images = 5, .samples = {}});

  CHECK((session.term_names() == std::vector<std::string>{"left", "right"}));
  double sum = 0.0;
  for (std::size_t i = 0; i < session.terms().size(); ++i) {
    const double wanted = to_doubles(expected.find("loss." + session.term_names()[i])->values).at(0);
    CHECK(std::abs(session.terms()[i] - wanted) <= 1e-6 * wanted);
    sum += session.terms()[i];
  }
  CHECK(loss == sum);
  for (std::size_t i = 0; i < weights.count(); ++i) {
    const std::string& name = weights.spec(i).name;
    check_close(name, session.gradients().values(i), numbers(expected, "grad." + name));
  }
  std::vector<float> chw(session.input_gradient().size());
  const Shape shape = Shape::image(6, 6, 2);
  for (std::size_t at = 0; at < chw.size(); at += elements_of(shape)) {
    channels_first(shape, session.input_gradient().data() + at, chw.data() + at);
  }
  check_close("input", chw, numbers(expected, "grad.input"));
}

}  // namespace
}  // namespace cae
