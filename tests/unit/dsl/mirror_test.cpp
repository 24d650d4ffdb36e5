// `mirror encoder`: whatever the encoder, the decoder gives its input's shape back.
#include <random>

#include "dsl/model/model.h"
#include "framework/graph/operator.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

Graph good(const std::string& text) {
  Result<Graph> graph = build_model(text, "m.cae");
  if (!graph) FAIL(text << "\n" << render(graph.diagnostics()));
  REQUIRE(verify(*graph).empty());
  return std::move(*graph);
}

const Node& layer(const Graph& graph, const std::string& name) {
  const NodeId id = graph.layer_output(name);
  REQUIRE(id != no_node);
  return graph.nodes[static_cast<std::size_t>(id)];
}

class Encoder {
 public:
  explicit Encoder(unsigned seed) : generator_(seed) {}

  std::string text(bool tied) {
    std::string lines =
        "model m {\n  input " + number(9, 30) + "x" + number(9, 30) + "x" + number(1, 4) + "\n  encoder {\n";
    for (int i = static_cast<int>(pick(1, 4)); i > 0; --i) lines += "    " + line(tied) + "\n";
    if (pick(0, 1) == 1) lines += "    flatten\n    dense 12 elu\n    bn\n    dense 5 as code\n";
    return lines + "  }\n  decoder { mirror encoder last=sigmoid" + (tied ? " tied=on" : "") + " }\n}\n";
  }

 private:
  std::uint64_t pick(std::uint64_t low, std::uint64_t high) { return low + generator_() % (high - low + 1); }
  std::string number(std::uint64_t low, std::uint64_t high) { return std::to_string(pick(low, high)); }
  std::string pad() {
    const std::uint64_t which = pick(0, 2);
    return which == 0 ? "" : which == 1 ? " pad=same" : " pad=1";
  }
  std::string line(bool tied) {
    switch (pick(0, tied ? 6 : 7)) {
      case 0:
      case 1:
        return "conv " + number(1, 6) + " " + number(2, 3) + "x" + number(2, 3) +
               " relu stride=" + number(1, 3) + pad();
      case 2:
        return "depthwise 3x3 multiplier=" + number(1, 2) + " stride=" + number(1, 2) + pad();
      case 3:
        return "pool max 2";
      case 4:
        return "bn; gelu";
      case 5:
        return "zeropad top=1 right=2";
      case 6:
        return "upsample 2";
      default:
        return "deconv 3 3x3 stride=" + number(1, 2) + pad();
    }
  }

  std::mt19937 generator_;
};

TEST_CASE("a mirrored decoder gives the shape of the input, with tied weights and without") {
  int built = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    const bool tied = seed % 2 == 1;
    const std::string text = Encoder(seed).text(tied);
    const Result<Graph> graph = build_model(text, "m.cae");
    if (!graph) continue;  // the encoder's own shapes do not fit
    ++built;
    INFO(text);
    CHECK(verify(*graph).empty());
    const Shape& input = graph->nodes.front().shape;
    CHECK(graph->nodes[static_cast<std::size_t>(graph->reconstruction())].shape == input);
    for (const Node& node : graph->nodes) {
      if (node.stage != "decoder" || node.parameters.empty()) continue;
      CHECK(node.parameters.front().owned() != tied);
    }
  }
  CHECK(built > 200);
}

TEST_CASE(
    "a layer of the mirror has the activation of what it gives back, and the last one that of the line") {
  const Graph graph = good(
      "model m { input 12x12x1\n encoder { conv 4 3x3 elu stride=2 pad=same; conv 8 3x3 stride=2 pad=same; "
      "bn\n"
      " leaky_relu(slope=0.1); flatten; dense 3 as code }\n decoder { mirror encoder last=tanh } }");
  CHECK(layer(graph, "dense2").kind == "leaky_relu");
  CHECK(layer(graph, "dense2").attributes.number("slope") == 0.1);
  CHECK(layer(graph, "deconv1").kind == "elu");
  CHECK(layer(graph, "deconv2").kind == "tanh");
  CHECK(graph.layer_output("deconv3") == no_node);
}

TEST_CASE("where the encoder branches, the mirror undoes the way of what arrives first") {
  const Graph graph = good(
      "model m { input 8x8x1\n encoder { conv 4 3x3 relu stride=2 pad=same; flatten; dense 6 relu as hidden\n"
      " dense 2 as mean; from hidden; dense 2 as spread; sample mean spread as code }\n"
      " decoder { mirror encoder last=sigmoid } }");
  CHECK(layer(graph, "dense4").shape == Shape::row(6));
  CHECK(layer(graph, "dense5").shape == Shape::row(64));
  CHECK(layer(graph, "deconv1").shape == Shape::image(8, 8, 1));
}

}  // namespace
}  // namespace cae
