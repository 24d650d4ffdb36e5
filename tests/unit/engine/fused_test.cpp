// The fused operators against the operators that they stand for.
#include "framework/graph/operator.h"
#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"
#include "tests/support/catch.h"
#include "tests/support/sanitized.h"
#include "tests/unit/engine/random_choices.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

Activation random_activation(RandomChoices& random) {
  static const std::vector<std::string> kinds{"linear", "tanh", "sigmoid", "softplus",
                                              "gelu",   "silu", "elu",     "leaky_relu"};
  return {kinds[static_cast<std::size_t>(random.pick(0, 7))], {}};
}

// conv, upsample, conv with an activation, conv; nothing where the layers do not fit.
std::optional<Graph> random_autoencoder(unsigned seed) {
  RandomChoices random(seed);
  GraphBuilder builder("random", Shape::image(random.pick(2, 6), random.pick(2, 6), random.pick(1, 3)));
  add_layer(
      builder, "conv",
      {{"filters", random.pick(1, 20)}, {"kernel", Window{1, 1}}, {"activation", Activation{"tanh", {}}}});
  const Window factor = random.pick(0, 4) == 0 ? Window{2, 3} : Window{random.pick(1, 4), random.pick(1, 4)};
  const std::string mode = random.pick(0, 2) == 0 ? "bilinear" : "nearest";
  add_layer(builder, "upsample", {{"factor", factor}, {"mode", mode}});
  const Window kernel{random.pick(1, 5), random.pick(1, 5)};
  if (kernel.height > builder.shape().height || kernel.width > builder.shape().width) return std::nullopt;
  add_layer(builder, "conv",
            {{"filters", random.pick(1, 20)},
             {"kernel", kernel},
             {"pad", random.padding(3)},
             {"bias", random.flag()},
             {"activation", random_activation(random)}});
  add_layer(builder, "conv", {{"filters", random.pick(1, 3)}, {"kernel", Window{1, 1}}});
  return std::move(builder).finish();
}

// What the pass does, without asking whether it pays.
Graph fused_by_hand(const Graph& graph) {
  const auto upsampled = [](const Graph& all, NodeId id, const Readers&) {
    const Node& conv = all.nodes[static_cast<std::size_t>(id)];
    return conv.kind == "conv" && all.nodes[static_cast<std::size_t>(conv.inputs[0])].kind == "upsample";
  };
  const auto fuse = [](Node& conv, const Node& upsample) {
    become(conv, "upsample_conv");
    conv.attributes.set("factor", upsample.attributes.window("factor"));
    conv.attributes.set("mode", upsample.attributes.choice("mode"));
  };
  const Graph result = fuse_with_input(graph, {}, upsampled, fuse);
  REQUIRE(verify(result).empty());
  REQUIRE(has_kind(result, "upsample_conv"));
  return result;
}

TEST_CASE(
    "random models compute the same with every pass, with none, and with the convolution fused by hand") {
  unsigned fused = 0;
  unsigned declined = 0;
  for (unsigned seed = 1; fused + declined < rounds(60); ++seed) {
    const std::optional<Graph> plain = random_autoencoder(seed);
    if (!plain) continue;
    INFO("seed " << seed << ": " << described(*plain));
    // 30 images are slices of two, 3 are slices of one.
    const StepSetting setting{.batch = seed % 3 == 0 ? 30 : 3, .count = seed % 3 == 0 ? 29 : 3};
    const Results expected = one_step(*plain, setting, seed);
    const Graph optimised = optimise(*plain, {});
    ++(has_kind(optimised, "upsample_conv") ? fused : declined);
    check_same(expected, one_step(optimised, setting, seed));
    check_same(expected, one_step(fused_by_hand(*plain), setting, seed));
  }
  // The cost model must have said both often enough for this test to mean something.
  CHECK(fused >= rounds(10));
  CHECK(declined >= rounds(4));
}

TEST_CASE("passes that are disabled leave the graph as it was") {
  const std::optional<Graph> plain = random_autoencoder(3);
  REQUIRE(plain);
  std::vector<std::string> names;
  for (const Pass& pass : all_passes()) names.emplace_back(pass.name);
  CHECK(described(optimise(*plain, {.disabled = names})) == described(*plain));
}

TEST_CASE("one channel in and out is fused correctly") {
  for (const Padding& pad :
       {Padding{}, Padding{Padding::Mode::same, 0, 0}, Padding{Padding::Mode::fixed, 4, 2}}) {
    GraphBuilder builder("one", Shape::image(3, 4, 1));
    add_layer(builder, "upsample", {{"factor", Window{2, 3}}});
    add_layer(builder, "conv", {{"filters", std::int64_t{1}}, {"kernel", Window{3, 5}}, {"pad", pad}});
    const Graph plain = std::move(builder).finish();
    check_same(one_step(plain, {}, 5), one_step(fused_by_hand(plain), {}, 5));
  }
}

TEST_CASE("an upsampling whose output is wanted elsewhere is not fused") {
  GraphBuilder builder("kept", Shape::image(4, 4, 16));
  add_layer(builder, "upsample", {{"factor", Window{3, 3}}});
  add_layer(builder, "conv", {{"filters", std::int64_t{16}}, {"kernel", Window{3, 3}}});
  const Graph plain = std::move(builder).finish();
  CHECK(has_kind(optimise(plain, {}), "upsample_conv"));
  CHECK_FALSE(has_kind(optimise(plain, {.kept = {1}}), "upsample_conv"));
}

TEST_CASE("the output of the graph stays, though another layer reads it") {
  GraphBuilder builder("output", Shape::image(4, 4, 16));
  add_layer(builder, "upsample", {{"factor", Window{3, 3}}});
  add_layer(builder, "conv", {{"filters", std::int64_t{16}}, {"kernel", Window{3, 3}}});
  add_layer(builder, "relu");
  for (const NodeId output : {1, 2}) {
    Graph plain = builder.graph();
    plain.outputs = {{.node = output, .name = "output"}};
    const Graph optimised = optimise(plain, {});
    CHECK(optimised.nodes[static_cast<std::size_t>(optimised.reconstruction())].name ==
          plain.nodes[static_cast<std::size_t>(output)].name);
    check_same(one_step(plain, {}, 2), one_step(optimised, {}, 2));
  }
}

TEST_CASE("upsampling of both kinds is fused, strides, dilation and groups are not") {
  const auto optimised = [](const std::string& mode, std::pair<std::string, AttributeValue> setting) {
    GraphBuilder builder("other", Shape::image(6, 6, 16));
    add_layer(builder, "upsample", {{"factor", Window{3, 3}}, {"mode", mode}});
    add_layer(builder, "conv", {{"filters", std::int64_t{16}}, {"kernel", Window{3, 3}}, std::move(setting)});
    return optimise(std::move(builder).finish(), {});
  };
  CHECK(has_kind(optimised("nearest", {"bias", false}), "upsample_conv"));
  CHECK(has_kind(optimised("bilinear", {"bias", false}), "upsample_conv"));
  CHECK_FALSE(has_kind(optimised("nearest", {"stride", Window{2, 1}}), "upsample_conv"));
  CHECK_FALSE(has_kind(optimised("nearest", {"dilation", Window{1, 2}}), "upsample_conv"));
  CHECK_FALSE(has_kind(optimised("nearest", {"groups", std::int64_t{4}}), "upsample_conv"));
}

}  // namespace
}  // namespace cae
