// The first convolution of a model, which has a kernel of its own where nobody wants the gradient of the
// images, against oneDNN's, which gives that gradient too.
#include <random>

#include "framework/passes/pass.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

class RandomFirstLayer {
 public:
  explicit RandomFirstLayer(unsigned seed) : generator_(seed) {}

  // One convolution of few channels with an activation, and a second one; nothing where it does not fit.
  std::optional<Graph> make() {
    GraphBuilder builder("first", Shape::image(pick(1, 12), pick(1, 12), pick(1, 4)));
    std::vector<std::pair<std::string, AttributeValue>> settings{
        {"filters", pick(1, 50)},
        {"kernel", Window{pick(1, 4), pick(1, 4)}},
        {"stride", Window{pick(1, 3), pick(1, 3)}},
        {"pad", padding()},
        {"bias", pick(0, 1) == 1},
        {"activation", Activation{pick(0, 1) == 1 ? "tanh" : "linear", {}}}};
    if (pick(0, 3) == 0) settings.push_back({"dilation", Window{pick(1, 3), pick(1, 3)}});
    if (builder.add({.kind = "conv", .attributes = attributes(std::move(settings))})) return std::nullopt;
    add_layer(builder, "conv", {{"filters", std::int64_t{5}}, {"kernel", Window{1, 1}}});
    return optimise(std::move(builder).finish(), {});
  }

 private:
  std::int64_t pick(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(generator_() % static_cast<std::uint64_t>(high - low + 1));
  }
  Padding padding() {
    switch (pick(0, 2)) {
      case 0:
        return {};
      case 1:
        return {Padding::Mode::same, 0, 0};
      default:
        return {Padding::Mode::fixed, pick(0, 4), pick(0, 4)};
    }
  }

  std::mt19937 generator_;
};

TEST_CASE("a first layer computes the same whether or not the gradient of the images is wanted") {
  int tried = 0;
  for (unsigned seed = 1; tried < 80; ++seed) {
    const std::optional<Graph> graph = RandomFirstLayer(seed).make();
    if (!graph) continue;
    ++tried;
    StepSetting setting{.batch = seed % 3 == 0 ? 30 : 3, .count = seed % 3 == 0 ? 29 : 3};
    Results expected = one_step(*graph, setting, seed);
    expected.erase("input gradient");
    setting.input_gradient = false;
    const Results results = one_step(*graph, setting, seed);
    REQUIRE(results.size() == expected.size());
    for (const auto& [name, values] : expected) {
      INFO("seed " << seed << ", " << name);
      CHECK(difference(values, results.at(name)) < 1e-5);
    }
  }
}

}  // namespace
}  // namespace cae
