#include "framework/train/probe.h"

#include <cmath>

#include "framework/graph/initialisers.h"
#include "framework/train/weights.h"
#include "tests/unit/train/support.h"

using namespace cae;
using namespace cae::test;

TEST_CASE("a probe names the first of its numbers that is not finite, and keeps them all") {
  const Graph graph = small_model();
  ParameterArrays weights(graph);
  initialise(weights, 1);
  const std::vector<float> pixels = images(2).floats;
  const ProbeRequest request{.input = make_array({2, 1, 4, 4}, pixels),
                             .target = make_array({2, 1, 4, 4}, pixels)};
  CHECK(probe(graph, weights, request).take().not_finite.empty());

  for (float& variance : weights.values(weights.find("bn1.var"))) variance = -5.0F;
  const Probe unsound = probe(graph, weights, request).take();
  CHECK(unsound.not_finite == "the output of bn1");
  REQUIRE(unsound.tensors.find("loss") != nullptr);
  CHECK(std::isnan(to_doubles(unsound.tensors.find("loss")->values)[0]));
}
