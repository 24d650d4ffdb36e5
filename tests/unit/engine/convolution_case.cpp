#include "tests/unit/engine/convolution_case.h"

#include "framework/graph/operator.h"
#include "framework/passes/rewrite.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

// A layer before it, so that the gradient of its input counts.
Graph model_of(const ConvolutionCase& chosen) {
  GraphBuilder builder("convolution", Shape::image(chosen.in.height, chosen.in.width, 2));
  add_layer(builder, "conv", {{"filters", chosen.in.channels}, {"kernel", Window{1, 1}}});
  add_layer(builder, chosen.kind,
            {{"filters", chosen.filters},
             {"kernel", chosen.kernel},
             {"stride", chosen.stride},
             {"pad", chosen.pad},
             {"bias", chosen.bias},
             {"activation", Activation{"tanh", {}}}});
  return std::move(builder).finish();
}

}  // namespace

ConvolutionCase random_convolution(RandomChoices& choices, std::int64_t low, std::int64_t high,
                                   std::int64_t most_padding) {
  return {.in = Shape::image(choices.pick(low, high), choices.pick(low, high), choices.pick(1, 40)),
          .filters = choices.pick(1, 40),
          .pad = choices.padding(most_padding),
          .bias = choices.flag()};
}

void compare_with_direct(const ConvolutionCase& chosen, const std::string& kind, const StepSetting& setting,
                         unsigned seed, double most_difference) {
  INFO("seed " << seed << ": " << chosen.kind << " of " << to_string(chosen.in) << ", " << chosen.filters
               << " filters of " << to_string(AttributeValue(chosen.kernel)));
  const Graph direct = model_of(chosen);
  Graph other = direct;
  become(other.nodes[2], kind);
  REQUIRE(verify(other).empty());
  check_same(one_step(direct, setting, seed), one_step(other, setting, seed), most_difference);
}

}  // namespace cae
