// Winograd's convolution against the direct one.
#include "framework/passes/pass.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/convolution_case.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

void compare(const ConvolutionCase& chosen, const StepSetting& setting, unsigned seed) {
  compare_with_direct(chosen, "winograd_conv", setting, seed, 1e-5);
}

TEST_CASE("random 3x3 convolutions give by Winograd's algorithm what they give directly") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    RandomChoices choices(seed);
    compare(random_convolution(choices, 3, 14, 4),
            {.batch = seed % 3 == 0 ? 30 : 3, .count = seed % 3 == 0 ? 29 : 3}, seed);
  }
}

// What does not fit in the cache is cut: weight gradients into some filters at a time, slices into blocks of
// tiles.
TEST_CASE("wide 3x3 convolutions give by Winograd's algorithm what they give directly") {
  compare({Shape::image(21, 21, 100), 80, {}, true}, {.batch = 3, .count = 3}, 1);
  compare({Shape::image(37, 35, 100), 80, {}, true}, {.batch = 3, .count = 3}, 2);
  // Small tiles alone: no tile has the last points, and the products there are sums of nothing.
  compare({Shape::image(5, 5, 256), 64, {}, true}, {.batch = 3, .count = 3}, 3);
}

TEST_CASE("the pass takes wide 3x3 convolutions, and leaves narrow, strided, dilated and grouped ones") {
  const auto kind_of = [](std::int64_t channels, std::vector<std::pair<std::string, AttributeValue>> more) {
    GraphBuilder builder("one", Shape::image(12, 12, channels));
    std::vector<std::pair<std::string, AttributeValue>> settings{{"filters", std::int64_t{64}},
                                                                 {"kernel", Window{3, 3}}};
    for (auto& setting : more) settings.push_back(std::move(setting));
    add_layer(builder, "conv", std::move(settings));
    return optimise(std::move(builder).finish(), {}).nodes[1].kind;
  };
  CHECK(kind_of(64, {}) == "winograd_conv");
  CHECK(kind_of(1, {}) == "conv");
  CHECK(kind_of(64, {{"stride", Window{2, 2}}}) == "conv");
  CHECK(kind_of(64, {{"dilation", Window{2, 2}}}) == "conv");
  CHECK(kind_of(64, {{"groups", std::int64_t{2}}}) == "conv");
}

// Two branches and the images, one of them twice, joined in front of a wide convolution.
Graph joined(bool read_elsewhere) {
  GraphBuilder builder("joined", Shape::image(23, 21, 3));
  const auto conv = [&](std::int64_t filters, Window kernel, std::vector<NodeId> inputs) {
    add_layer(builder, "conv",
              {{"filters", filters}, {"kernel", kernel}, {"pad", Padding{Padding::Mode::same, 0, 0}}},
              std::move(inputs));
    return static_cast<NodeId>(builder.graph().nodes.size()) - 1;
  };
  const NodeId wide = conv(37, Window{1, 1}, {0});
  const NodeId narrow = conv(5, Window{1, 1}, {0});
  add_layer(builder, "concat", {}, {wide, narrow, 0, wide});
  const auto concat = static_cast<NodeId>(builder.graph().nodes.size()) - 1;
  const NodeId result = conv(48, Window{3, 3}, {concat});
  if (!read_elsewhere) return std::move(builder).finish();
  const NodeId other = conv(48, Window{1, 1}, {concat});
  add_layer(builder, "add", {}, {result, other});
  return std::move(builder).finish();
}

TEST_CASE("a wide convolution reads what a concat joins where it is") {
  const Graph plain = joined(false);
  const Graph fused = optimise(plain, {});
  const Graph copied = optimise(plain, {.disabled = {"fuse-concat"}});
  CHECK_FALSE(has_kind(fused, "concat"));
  CHECK(has_kind(copied, "concat"));
  for (const StepSetting& setting :
       {StepSetting{.batch = 30, .count = 29}, StepSetting{.training = false, .input_gradient = false}}) {
    const Results expected = one_step(copied, setting, 7);
    check_same(expected, one_step(fused, setting, 7));
  }
  CHECK(has_kind(optimise(joined(true), {}), "concat"));
  const NodeId concat = plain.layer_output("concat1");
  CHECK(has_kind(optimise(plain, {.kept = {concat}}), "concat"));
}

}  // namespace
}  // namespace cae
