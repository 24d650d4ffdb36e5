// Winograd's convolution of stride 2, and the transposed one, against the direct ones.
#include "framework/passes/pass.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/convolution_case.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

using Settings = std::vector<std::pair<std::string, AttributeValue>>;

ConvolutionCase strided(ConvolutionCase chosen, const std::string& kind, Window kernel) {
  chosen.kind = kind;
  chosen.kernel = kernel;
  chosen.stride = {2, 2};
  return chosen;
}

ConvolutionCase random_case(unsigned seed) {
  RandomChoices choices(seed);
  const ConvolutionCase chosen = random_convolution(choices, 4, 19, 2);
  return strided(chosen, seed % 2 == 0 ? "conv" : "deconv", {choices.pick(3, 4), choices.pick(3, 4)});
}

void compare(const ConvolutionCase& chosen, const StepSetting& setting, unsigned seed) {
  compare_with_direct(chosen, "strided_winograd_" + chosen.kind, setting, seed, 2e-5);
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
  compare(strided({Shape::image(42, 46, 40), 60, one, true}, "conv", {4, 4}), {.batch = 3, .count = 3}, 1);
  compare(strided({Shape::image(21, 23, 60), 40, one, true}, "deconv", {4, 4}), {.batch = 3, .count = 3}, 2);
  compare(strided({Shape::image(8, 8, 100), 80, one, false}, "conv", {3, 4}), {.batch = 3, .count = 3}, 3);
}

TEST_CASE("an evaluation by Winograd's algorithm of stride 2 gives what a direct one gives") {
  const Padding one{Padding::Mode::fixed, 1, 1};
  const StepSetting setting{.training = false, .input_gradient = false};
  compare(strided({Shape::image(12, 12, 20), 30, one, true}, "conv", {4, 4}), setting, 1);
  compare(strided({Shape::image(12, 12, 20), 30, one, true}, "deconv", {4, 4}), setting, 2);
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
