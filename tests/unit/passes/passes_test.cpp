#include "framework/graph/builder.h"
#include "framework/graph/operator.h"
#include "framework/passes/pass.h"
#include "tests/support/catch.h"

namespace {

using namespace cae;

Attributes conv(std::int64_t filters, std::int64_t kernel, const std::string& activation = "linear") {
  Attributes attributes;
  attributes.set("filters", filters);
  attributes.set("kernel", Window{kernel, kernel});
  attributes.set("activation", Activation{activation, {}});
  return attributes;
}

Attributes upsample(std::int64_t factor, const std::string& mode = "nearest") {
  Attributes attributes;
  attributes.set("factor", Window{factor, factor});
  attributes.set("mode", mode);
  return attributes;
}

Graph decoder(Attributes up, Attributes convolution) {
  GraphBuilder builder("m", Shape::image(5, 5, 16));
  REQUIRE_FALSE(builder.add({.kind = "upsample", .attributes = std::move(up)}));
  REQUIRE_FALSE(builder.add({.kind = "conv", .attributes = std::move(convolution)}));
  return std::move(builder).finish();
}

std::vector<std::string> kinds(const Graph& graph) {
  std::vector<std::string> result;
  for (const Node& node : graph.nodes) result.push_back(node.kind);
  return result;
}

using Kinds = std::vector<std::string>;

}  // namespace

TEST_CASE("upsampling, convolution and activation become one node") {
  const Graph graph = optimise(decoder(upsample(3), conv(8, 3, "relu")), {});
  CHECK(kinds(graph) == Kinds{"input", "upsample_conv"});
  CHECK(verify(graph).empty());
  CHECK(graph.reconstruction() == 1);
  CHECK(graph.nodes[1].layer == "conv1");
  CHECK(graph.nodes[1].parameters.size() == 2);
}

TEST_CASE("bilinear upsampling is fused as nearest is") {
  const Graph graph = optimise(decoder(upsample(2, "bilinear"), conv(8, 3)), {});
  CHECK(kinds(graph) == Kinds{"input", "upsample_conv"});
  CHECK(graph.nodes[1].attributes.choice("mode") == "bilinear");
}

TEST_CASE("a pass that is disabled by its name leaves its pattern alone") {
  const Graph graph =
      optimise(decoder(upsample(3), conv(8, 3, "relu")), {.disabled = {"fuse-upsample-conv"}});
  CHECK(kinds(graph) == Kinds{"input", "upsample", "conv"});
}

TEST_CASE("an output that must stay readable is not fused away") {
  const Graph model = decoder(upsample(3), conv(8, 3));
  CHECK(kinds(optimise(model, {.kept = {1}})) == Kinds{"input", "upsample", "conv"});
}

TEST_CASE("what the fused operator cannot do, or does slower, stays as it is") {
  CHECK(kinds(optimise(decoder(upsample(1), conv(8, 3)), {})) == Kinds{"input", "upsample", "conv"});
  Attributes strided = conv(8, 3);
  strided.set("stride", Window{2, 2});
  CHECK(kinds(optimise(decoder(upsample(3), strided), {})) == Kinds{"input", "upsample", "conv"});
}

TEST_CASE("gelu needs its input and stays a node of its own") {
  CHECK(kinds(optimise(decoder(upsample(1), conv(8, 3, "gelu")), {})) ==
        Kinds{"input", "upsample", "conv", "gelu"});
}
