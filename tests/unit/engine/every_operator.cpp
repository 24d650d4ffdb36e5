#include "tests/unit/engine/every_operator.h"

#include "framework/passes/pass.h"
#include "tests/unit/engine/support.h"

namespace cae {

Graph every_operator() {
  using Whole = std::int64_t;
  const Padding same{Padding::Mode::same, 0, 0};
  GraphBuilder builder("every", Shape::image(10, 10, 3));
  add_layer(builder, "conv",
            {{"filters", Whole{8}},
             {"kernel", Window{3, 3}},
             {"pad", same},
             {"activation", Activation{"relu", {}}}});
  add_layer(builder, "bn");
  add_layer(builder, "pool", {{"mode", std::string("max")}, {"window", Window{2, 2}}});
  add_layer(builder, "conv", {{"filters", Whole{6}}, {"kernel", Window{3, 3}}, {"groups", Whole{2}}});
  add_layer(builder, "leaky_relu");
  add_layer(builder, "zeropad", {{"amount", Window{2, 2}}});
  add_layer(builder, "crop", {{"amount", Window{1, 1}}});
  add_layer(builder, "pool", {{"mode", std::string("avg")}, {"window", Window{2, 2}}, {"pad", same}});
  add_layer(builder, "dropout", {{"rate", 0.2}});
  add_layer(builder, "noise", {{"sigma", 0.1}});
  add_layer(builder, "quantize", {{"codes", Whole{7}}});
  add_layer(builder, "flatten");
  add_layer(builder, "dense", {{"units", Whole{20}}, {"activation", Activation{"elu", {}}}, {"decay", 0.01}});
  add_layer(builder, "sparsity", {{"l1", 0.1}, {"rate", 0.2}});
  add_layer(builder, "match");
  const auto mean = static_cast<NodeId>(builder.graph().nodes.size()) - 1;
  add_layer(builder, "dense", {{"units", Whole{20}}});
  add_layer(builder, "sample", {{"capacity", 3.0}, {"tc", 2.0}},
            {mean, static_cast<NodeId>(builder.graph().nodes.size()) - 1});
  add_layer(builder, "dense", {{"units", Whole{20}}, {"tied", std::string("dense2")}});
  add_layer(builder, "bn");
  add_layer(builder, "dense", {{"units", Whole{54}}});
  add_layer(builder, "gelu");
  add_layer(builder, "reshape", {{"shape", Shape::image(3, 3, 6)}});
  add_layer(builder, "upsample", {{"factor", Window{3, 3}}});
  add_layer(builder, "conv", {{"filters", Whole{8}}, {"kernel", Window{3, 3}}, {"pad", same}});
  add_layer(builder, "selu");
  add_layer(builder, "deconv", {{"filters", Whole{4}}, {"kernel", Window{2, 2}}});
  for (const char* kind : {"silu", "softplus", "tanh", "linear"}) add_layer(builder, kind);
  const auto before = static_cast<NodeId>(builder.graph().nodes.size()) - 1;
  add_layer(builder, "upsample", {{"factor", Window{2, 2}}, {"mode", std::string("bilinear")}});
  add_layer(builder, "pool", {{"mode", std::string("avg")}, {"window", Window{2, 2}}});
  add_layer(builder, "add", {}, {before, static_cast<NodeId>(builder.graph().nodes.size()) - 1});
  add_layer(builder, "concat", {}, {static_cast<NodeId>(builder.graph().nodes.size()) - 1, before});
  const auto joined = static_cast<NodeId>(builder.graph().nodes.size()) - 1;
  add_layer(builder, "pool", {{"mode", std::string("avg")}, {"window", Window{10, 10}}});
  add_layer(builder, "multiply", {}, {joined, static_cast<NodeId>(builder.graph().nodes.size()) - 1});
  add_layer(builder, "depthwise", {{"kernel", Window{3, 3}}, {"pad", same}});
  add_layer(builder, "prelu");
  add_layer(builder, "layer_norm");
  add_layer(builder, "group_norm", {{"groups", Whole{4}}});
  add_layer(builder, "pixel_shuffle", {{"factor", Window{2, 2}}});
  add_layer(builder, "pool", {{"mode", std::string("avg")}, {"window", Window{2, 2}}});
  add_layer(builder, "softmax");
  add_layer(builder, "conv", {{"filters", Whole{32}}, {"kernel", Window{1, 1}}});
  add_layer(builder, "conv", {{"filters", Whole{32}}, {"kernel", Window{3, 3}}, {"pad", same}});
  add_layer(builder, "upsample", {{"factor", Window{3, 3}}});
  const Padding one{Padding::Mode::fixed, 1, 1};
  for (const char* kind : {"conv", "deconv"}) {
    add_layer(builder, kind,
              {{"filters", Whole{32}}, {"kernel", Window{4, 4}}, {"stride", Window{2, 2}}, {"pad", one}});
  }
  add_layer(builder, "pool", {{"mode", std::string("avg")}, {"window", Window{3, 3}}});
  add_layer(builder, "bn");
  add_layer(builder, "conv", {{"filters", Whole{3}}, {"kernel", Window{1, 1}}});
  add_layer(builder, "sigmoid");
  // Layers that only pass numbers on stay.
  return optimise(std::move(builder).finish(), {.disabled = {"skip-identity"}});
}

}  // namespace cae
