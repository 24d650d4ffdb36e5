// The first convolution of a model, which has a kernel of its own where nobody wants the gradient of the
// images, against oneDNN's, which gives that gradient too.
#include "framework/passes/pass.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/random_choices.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

// One convolution of few channels with an activation, and a second one; nothing where it does not fit.
std::optional<Graph> random_first_layer(unsigned seed) {
  RandomChoices random(seed);
  GraphBuilder builder("first", Shape::image(random.pick(1, 12), random.pick(1, 12), random.pick(1, 4)));
  std::vector<std::pair<std::string, AttributeValue>> settings{
      {"filters", random.pick(1, 50)},
      {"kernel", Window{random.pick(1, 4), random.pick(1, 4)}},
      {"stride", Window{random.pick(1, 3), random.pick(1, 3)}},
      {"pad", random.padding(4)},
      {"bias", random.flag()},
      {"activation", Activation{random.flag() ? "tanh" : "linear", {}}}};
  if (random.pick(0, 3) == 0) settings.push_back({"dilation", Window{random.pick(1, 3), random.pick(1, 3)}});
  if (builder.add({.kind = "conv", .attributes = attributes(std::move(settings))})) return std::nullopt;
  add_layer(builder, "conv", {{"filters", std::int64_t{5}}, {"kernel", Window{1, 1}}});
  return optimise(std::move(builder).finish(), {});
}

TEST_CASE("a first layer computes the same whether or not the gradient of the images is wanted") {
  int tried = 0;
  for (unsigned seed = 1; tried < 80; ++seed) {
    const std::optional<Graph> graph = random_first_layer(seed);
    if (!graph) continue;
    ++tried;
    StepSetting setting{.batch = seed % 3 == 0 ? 30 : 3, .count = seed % 3 == 0 ? 29 : 3};
    Results expected = one_step(*graph, setting, seed);
    expected.erase("input gradient");
    setting.input_gradient = false;
    INFO("seed " << seed);
    check_same(expected, one_step(*graph, setting, seed));
  }
}

}  // namespace
}  // namespace cae
