// Winograd's convolution of stride 2, and the transposed one, against the direct ones.
#include <random>

#include "framework/graph/operator.h"
#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

using Settings = std::vector<std::pair<std::string, AttributeValue>>;

struct Case {
  std::string kind;
  Shape in;
  std::int64_t filters;
  Window kernel;
  Padding pad;
  bool bias;
};

Case random_case(unsigned seed) {
  std::mt19937 generator(seed);
  const auto pick = [&](std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(generator() % static_cast<std::uint64_t>(high - low + 1));
  };
  Case chosen;
  chosen.kind = seed % 2 == 0 ? "conv" : "deconv";
  chosen.in = Shape::image(pick(4, 19), pick(4, 19), pick(1, 40));
  chosen.filters = pick(1, 40);
  chosen.kernel = {pick(3, 4), pick(3, 4)};
  const std::int64_t mode = pick(0, 2);
  if (mode == 1) chosen.pad = {Padding::Mode::same, 0, 0};
  if (mode == 2) chosen.pad = {Padding::Mode::fixed, pick(0, 2), pick(0, 2)};
  chosen.bias = pick(0, 1) == 1;
  return chosen;
}

// A layer before it, so that the gradient of its input counts.
Graph model_of(const Case& chosen) {
  GraphBuilder builder("strided", Shape::image(chosen.in.height, chosen.in.width, 2));
  add_layer(builder, "conv", {{"filters", chosen.in.channels}, {"kernel", Window{1, 1}}});
  add_layer(builder, chosen.kind,
            {{"filters", chosen.filters},
             {"kernel", chosen.kernel},
             {"stride", Window{2, 2}},
             {"pad", chosen.pad},
             {"bias", chosen.bias},
             {"activation", Activation{"tanh", {}}}});
  return std::move(builder).finish();
}

// What the pass does, without asking whether it pays.
Graph by_hand(const Graph& graph) {
  Graph rewritten = graph;
  become(rewritten.nodes[2], "strided_winograd_" + graph.nodes[2].kind);
  REQUIRE(verify(rewritten).empty());
  return rewritten;
}

void compare(const Case& chosen, const StepSetting& setting, unsigned seed) {
  INFO("seed " << seed << ": " << chosen.kind << " of " << to_string(chosen.in) << ", " << chosen.filters
               << " filters of " << to_string(AttributeValue(chosen.kernel)));
  const Graph direct = model_of(chosen);
  const Results expected = one_step(direct, setting, seed);
  const Results results = one_step(by_hand(direct), setting, seed);
  REQUIRE(results.size() == expected.size());
  for (const auto& [name, values] : expected) {
    INFO(name);
    CHECK(difference(values, results.at(name)) < 2e-5);
  }
}

// One image of few tiles is computed by F(2, 2), a slice of several or of large ones by F(4, 2).
TEST_CASE("random convolutions of stride 2 give by Winograd's algorithm what they give directly") {
  for (unsigned seed = 1; seed <= 60; ++seed)
    compare(random_case(seed), {.batch = seed % 3 == 0 ? 60 : 3, .count = seed % 3 == 0 ? 59 : 3}, seed);
}

// What does not fit in the cache is cut: weight gradients into some filters at a time, slices into blocks of
// tiles.
TEST_CASE("wide convolutions of stride 2 give by Winograd's algorithm what they give directly") {
  const Padding one{Padding::Mode::fixed, 1, 1};
  compare({"conv", Shape::image(42, 46, 40), 60, {4, 4}, one, true}, {.batch = 3, .count = 3}, 1);
  compare({"deconv", Shape::image(21, 23, 60), 40, {4, 4}, one, true}, {.batch = 3, .count = 3}, 2);
  compare({"conv", Shape::image(8, 8, 100), 80, {3, 4}, one, false}, {.batch = 3, .count = 3}, 3);
}

TEST_CASE("an evaluation by Winograd's algorithm of stride 2 gives what a direct one gives") {
  const Padding one{Padding::Mode::fixed, 1, 1};
  const StepSetting setting{.training = false, .input_gradient = false};
  compare({"conv", Shape::image(12, 12, 20), 30, {4, 4}, one, true}, setting, 1);
  compare({"deconv", Shape::image(12, 12, 20), 30, {4, 4}, one, true}, setting, 2);
}

TEST_CASE("the pass takes wide convolutions of stride 2 where the products that it saves count") {
  const auto kind_of = [](const std::string& kind, std::int64_t side, std::int64_t channels, Settings more) {
    GraphBuilder builder("one", Shape::image(side, side, channels));
    Settings settings{{"filters", std::int64_t{64}},
                      {"stride", Window{2, 2}},
                      {"pad", Padding{Padding::Mode::fixed, 1, 1}}};
    for (auto& setting : more) settings.push_back(std::move(setting));
    add_layer(builder, kind, std::move(settings));
    return optimise(std::move(builder).finish(), {}).nodes[1].kind;
  };
  const std::pair<std::string, AttributeValue> four{"kernel", Window{4, 4}};
  CHECK(kind_of("conv", 32, 64, {four}) == "strided_winograd_conv");
  CHECK(kind_of("deconv", 16, 64, {four}) == "strided_winograd_deconv");
  CHECK(kind_of("conv", 32, 3, {four}) == "conv");
  CHECK(kind_of("conv", 4, 64, {four}) == "conv");
  CHECK(kind_of("conv", 32, 64, {{"kernel", Window{5, 5}}}) == "conv");
  CHECK(kind_of("conv", 32, 64, {{"kernel", Window{3, 3}}}) == "conv");
  CHECK(kind_of("conv", 32, 64, {four, {"groups", std::int64_t{2}}}) == "conv");
  CHECK(kind_of("deconv", 16, 64, {four, {"groups", std::int64_t{2}}}) == "deconv");
}

}  // namespace
}  // namespace cae
