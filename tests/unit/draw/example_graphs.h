// Models to draw.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "framework/graph/builder.h"
#include "tests/support/catch.h"

namespace cae {

inline void add_layer(GraphBuilder& builder, const std::string& kind,
                      const std::vector<std::pair<std::string, AttributeValue>>& settings = {},
                      const std::string& stage = "", const std::string& name = "") {
  LayerRequest request{.kind = kind, .attributes = {}, .name = name, .stage = stage};
  for (const auto& [setting, value] : settings) request.attributes.set(setting, value);
  REQUIRE_FALSE(builder.add(std::move(request)));
}

// conv, bn, dense as code | dense, reshape: an autoencoder of five layers.
inline Graph five_layers(const std::string& name = "five") {
  GraphBuilder builder(name, Shape::image(8, 8, 1));
  add_layer(builder, "conv",
            {{"filters", std::int64_t{4}},
             {"kernel", Window{3, 3}},
             {"activation", Activation{"relu", {}}},
             {"stride", Window{2, 2}}},
            "encoder");
  add_layer(builder, "bn", {}, "encoder");
  add_layer(builder, "flatten", {}, "encoder");
  add_layer(builder, "dense", {{"units", std::int64_t{2}}}, "encoder", "code");
  add_layer(builder, "dense", {{"units", std::int64_t{64}}, {"activation", Activation{"sigmoid", {}}}},
            "decoder");
  add_layer(builder, "reshape", {{"shape", Shape::image(8, 8, 1)}}, "decoder", "pixels");
  return std::move(builder).finish();
}

// `count` layers in turn conv and bn, in two stages or in none.
inline Graph chain(int count, bool staged) {
  GraphBuilder builder("chain", Shape::image(16, 16, 3));
  for (int i = 0; i < count; ++i) {
    const std::string stage = !staged ? "" : i < count / 2 ? "encoder" : "decoder";
    if (i % 2 == 0) {
      add_layer(builder, "conv", {{"filters", std::int64_t{3}}, {"kernel", Window{1, 1}}}, stage);
    } else {
      add_layer(builder, "bn", {}, stage);
    }
  }
  return std::move(builder).finish();
}

// A chain in which `layer` also takes what `from` gives.
inline Graph joined(Graph graph, const std::string& from, const std::string& layer) {
  const NodeId source = graph.layer_output(from);
  for (Node& node : graph.nodes) {
    if (node.name == layer) node.inputs.push_back(source);
  }
  return graph;
}

}  // namespace cae
