// Where a pass puts the nodes of a graph changes no bit, and does not hide a pattern from the fusions.
#include <algorithm>
#include <bit>
#include <random>

#include "framework/graph/losses.h"
#include "framework/passes/pass.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

NodeId last(const GraphBuilder& builder) {
  return static_cast<NodeId>(builder.graph().nodes.size()) - 1;
}

void add_conv(GraphBuilder& builder, std::int64_t filters, std::int64_t kernel,
              std::vector<NodeId> inputs = {}) {
  add_layer(builder, "conv",
            {{"filters", filters},
             {"kernel", Window{kernel, kernel}},
             {"pad", Padding{Padding::Mode::same, 0, 0}},
             {"activation", Activation{"relu", {}}}},
            std::move(inputs));
}

// Three paths from one output, each with a pattern that is fused, joined again.
Graph branches() {
  GraphBuilder builder("branches", Shape::image(6, 6, 2));
  add_conv(builder, 16, 3);
  const NodeId fork = last(builder);
  std::vector<NodeId> ends;
  for (int path = 0; path < 3; ++path) {
    add_layer(builder, "bn", {}, {fork});
    add_conv(builder, 4, 1);
    ends.push_back(last(builder));
  }
  add_layer(builder, "add", {}, {ends[0], ends[1]});
  add_layer(builder, "add", {}, {last(builder), ends[2]});
  add_layer(builder, "upsample", {{"factor", Window{3, 3}}});
  add_conv(builder, 16, 3);
  add_layer(builder, "bn");
  add_layer(builder, "pool", {{"mode", std::string("max")}, {"window", Window{3, 3}}});
  add_conv(builder, 2, 3);
  return std::move(builder).finish();
}

// The same graph with its nodes in another topological order.
Graph reordered(const Graph& graph, unsigned seed) {
  std::mt19937 generator(seed);
  std::vector<NodeId> place(graph.nodes.size(), no_node);  // of each old node
  Graph result = graph;
  result.nodes.clear();
  while (result.nodes.size() < graph.nodes.size()) {
    std::vector<NodeId> ready;
    for (NodeId id = 0; id < static_cast<NodeId>(graph.nodes.size()); ++id) {
      const auto& inputs = graph.nodes[static_cast<std::size_t>(id)].inputs;
      const bool placed = place[static_cast<std::size_t>(id)] != no_node;
      if (!placed && std::all_of(inputs.begin(), inputs.end(), [&](NodeId input) {
            return place[static_cast<std::size_t>(input)] != no_node;
          }))
        ready.push_back(id);
    }
    const NodeId next = ready[generator() % ready.size()];
    place[static_cast<std::size_t>(next)] = static_cast<NodeId>(result.nodes.size());
    result.nodes.push_back(graph.nodes[static_cast<std::size_t>(next)]);
  }
  for (Node& node : result.nodes) {
    for (NodeId& input : node.inputs) input = place[static_cast<std::size_t>(input)];
  }
  result.input = place[static_cast<std::size_t>(graph.input)];
  for (Output& output : result.outputs) output.node = place[static_cast<std::size_t>(output.node)];
  if (graph.code != no_node) result.code = place[static_cast<std::size_t>(graph.code)];
  return result;
}

std::vector<std::uint32_t> two_steps(const Graph& model, const Graph& graph) {
  ThreadPool pool(2);
  ParameterArrays weights = start_weights(model, 5);
  Session session(graph, weights, pool, {.batch = 9});
  std::vector<std::uint32_t> bits;
  for (std::uint64_t step = 0; step < 2; ++step) {
    fill(session.input(), step);
    fill(session.target(), 10 + step);
    session.run({.seed = 1, .epoch = 1, .images = 9, .samples = {}});
    for (std::size_t i = 0; i < weights.count(); ++i) {
      const auto gradient = session.gradients().values(i);
      for (std::size_t j = 0; j < gradient.size(); ++j) {
        bits.push_back(std::bit_cast<std::uint32_t>(gradient[j]));
        if (weights.spec(i).trainable) weights.values(i)[j] -= 0.1F * gradient[j];
        bits.push_back(std::bit_cast<std::uint32_t>(weights.values(i)[j]));
      }
    }
  }
  return bits;
}

std::vector<std::string> kinds(const Graph& graph) {
  std::vector<std::string> result;
  for (const Node& node : graph.nodes) result.push_back(node.kind);
  std::sort(result.begin(), result.end());
  return result;
}

TEST_CASE("a graph whose nodes stand in another order trains to the same bits, fused or not") {
  const Graph model = branches();
  const Graph plain = with_losses(model, "mse");
  const Graph fused = optimise(plain, {});
  for (const char* kind : {"bn_pointwise", "bn_pool", "upsample_conv"}) CHECK(has_kind(fused, kind));
  const auto plain_bits = two_steps(model, plain);
  const auto fused_bits = two_steps(model, fused);
  bool moved = false;
  for (unsigned seed = 1; seed <= 6; ++seed) {
    INFO("seed " << seed);
    const Graph other = reordered(plain, seed);
    moved = moved || described(other) != described(plain);
    CHECK((two_steps(model, other) == plain_bits));
    const Graph other_fused = optimise(other, {});
    CHECK(kinds(other_fused) == kinds(fused));
    CHECK((two_steps(model, other_fused) == fused_bits));
    CHECK((two_steps(model, reordered(fused, seed)) == fused_bits));
  }
  CHECK(moved);
}

TEST_CASE("outputs that are compared with one target have one shape") {
  Graph graph = branches();
  graph.outputs.push_back(graph.outputs[0]);
  CHECK(verify(graph).empty());
  graph.outputs.push_back({.node = 1, .name = "early"});
  CHECK(verify(graph) == "early: another shape than the output before it with the target input");
}

TEST_CASE("a rewritten graph that lost, doubled or changed a parameter is found out") {
  const Graph graph = branches();
  const auto broken = [&](auto change) {
    Graph other = graph;
    change(other);
    return verify_rewritten(other, graph);
  };
  CHECK(verify_rewritten(graph, graph).empty());
  CHECK(broken([](Graph& g) { g.nodes[1].parameters.pop_back(); }).find("parameters") != std::string::npos);
  CHECK(broken([](Graph& g) { g.nodes[1].parameters[0].name = "other.weight"; }) ==
        "conv1.weight: a parameter that is lost");
  CHECK(broken([](Graph& g) { g.nodes[4].parameters = g.nodes[1].parameters; }).find("parameter") !=
        std::string::npos);
  CHECK(broken([](Graph& g) { g.nodes[1].parameters[0].trainable = false; }) ==
        "conv1.weight: a parameter of another form");
  CHECK(broken([](Graph& g) { g.nodes[1].attributes.set("colour", std::int64_t{1}); }).find("'colour'") !=
        std::string::npos);
}

}  // namespace
}  // namespace cae
