#include "tests/unit/engine/support.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "framework/base/random.h"
#include "framework/graph/initialisers.h"
#include "framework/graph/losses.h"
#include "tests/support/catch.h"

namespace cae {

Attributes attributes(std::vector<std::pair<std::string, AttributeValue>> values) {
  Attributes result;
  for (auto& [name, value] : values) result.set(name, std::move(value));
  return result;
}

void add_layer(GraphBuilder& builder, const std::string& kind,
               std::vector<std::pair<std::string, AttributeValue>> values, std::vector<NodeId> inputs) {
  LayerRequest request{.kind = kind, .attributes = attributes(std::move(values))};
  request.inputs = std::move(inputs);
  if (const auto problem = builder.add(std::move(request))) throw std::logic_error(problem->reason);
}

bool has_kind(const Graph& graph, const std::string& kind) {
  return std::any_of(graph.nodes.begin(), graph.nodes.end(),
                     [&](const Node& node) { return node.kind == kind; });
}

std::string described(const Graph& graph) {
  std::string text;
  for (const Node& node : graph.nodes) {
    text += node.kind;
    for (const auto& [name, value] : node.attributes) text += " " + name + "=" + to_string(value);
    text += "; ";
  }
  return text;
}

ParameterArrays start_weights(const Graph& graph, std::uint64_t seed) {
  ParameterArrays weights(graph);
  initialise(weights, seed);
  for (std::size_t i = 0; i < weights.count(); ++i) {
    const std::string& init = weights.spec(i).init;
    if (init != "zeros" && init != "ones") continue;
    const RandomStream stream(seed, "start:" + weights.spec(i).name);
    const std::span<float> values = weights.values(i);
    const bool gain = weights.spec(i).name.ends_with(".gamma");
    for (std::size_t j = 0; j < values.size(); ++j) {
      values[j] += 0.4F * static_cast<float>(stream.uniform(j) - 0.5);
      if (gain && j % 3 == 1) values[j] = -values[j];
      if (gain && j % 7 == 6) values[j] = 0.0F;
    }
  }
  return weights;
}

void fill(std::span<float> values, std::uint64_t seed) {
  RandomStream(seed, "images").fill_uniform(values, 0.0F, 1.0F);
}

namespace {

void repeat_images(std::span<float> images, const StepSetting& setting) {
  const std::size_t size = images.size() / static_cast<std::size_t>(setting.batch);
  const std::vector<float> once(images.begin(), images.end());
  for (std::size_t i = 0; i < static_cast<std::size_t>(setting.batch); ++i) {
    const std::size_t from = i / static_cast<std::size_t>(setting.copies);
    std::copy_n(once.data() + from * size, size, images.data() + i * size);
  }
}

}  // namespace

Results one_step(const Graph& model, const StepSetting& setting, std::uint64_t seed) {
  const Graph graph = with_losses(model, setting.loss);
  ThreadPool pool(setting.threads);
  ParameterArrays weights = start_weights(graph, seed);
  PlanOptions options{
      .batch = setting.batch, .training = setting.training, .input_gradient = setting.input_gradient};
  options.precision = setting.precision;
  options.kept = {graph.reconstruction()};
  Session session(graph, weights, pool, options);
  fill(session.input(), seed);
  fill(session.target(), seed + 1);
  repeat_images(session.input(), setting);
  repeat_images(session.target(), setting);
  if (setting.levels > 0) {
    const auto levels = static_cast<float>(setting.levels);
    for (float& value : session.input()) value = std::floor(value * levels) / levels;
  }
  const double loss = session.run({.seed = seed, .epoch = 1, .images = setting.count, .samples = {}});

  const auto seen = [&](NodeId node, std::span<const float> values) {
    const auto numbers = graph.nodes[static_cast<std::size_t>(node)].shape.elements() * setting.count;
    return std::vector<float>(values.begin(), values.begin() + numbers);
  };
  Results results;
  results["loss"] = {static_cast<float>(loss)};
  results["output"] = seen(graph.reconstruction(), session.output(graph.reconstruction()));
  if (setting.input_gradient) results["input gradient"] = seen(graph.input, session.input_gradient());
  for (std::size_t i = 0; i < weights.count(); ++i) {
    const auto values = weights.spec(i).trainable ? session.gradients().values(i) : weights.values(i);
    const std::string name = (weights.spec(i).trainable ? "gradient of " : "") + weights.spec(i).name;
    results[name] = std::vector<float>(values.begin(), values.end());
  }
  return results;
}

double difference(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.size() != b.size()) return INFINITY;
  double largest = 0.0;
  double off = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = a[i];
    const double y = b[i];
    largest = std::max({largest, std::abs(x), std::abs(y)});
    off = std::abs(x - y) <= off ? off : std::abs(x - y);  // a NaN is larger than anything
  }
  return off == 0.0 ? 0.0 : off / largest;
}

void check_same(const Results& expected, const Results& results, double most_difference) {
  REQUIRE(results.size() == expected.size());
  for (const auto& [name, values] : expected) {
    INFO(name);
    CHECK(difference(values, results.at(name)) < most_difference);
  }
}

}  // namespace cae
