// Calls in a row that go through a slice image by image.
#include <algorithm>

#include "framework/engine/plan.h"
#include "framework/graph/losses.h"
#include "framework/passes/pass.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

// Images too large for a slice of them to stay in the cache.
Graph wide_model() {
  using Whole = std::int64_t;
  GraphBuilder builder("wide", Shape::image(48, 48, 1));
  const auto convolution = [&](Whole filters, Window kernel, const char* activation) {
    add_layer(builder, "conv",
              {{"filters", filters}, {"kernel", kernel}, {"activation", Activation{activation, {}}}});
  };
  convolution(36, {3, 3}, "relu");
  add_layer(builder, "bn");
  add_layer(builder, "pool", {{"mode", std::string("max")}, {"window", Window{2, 2}}});
  add_layer(builder, "upsample", {{"factor", Window{2, 2}}});
  convolution(36, {3, 3}, "relu");
  add_layer(builder, "bn");
  convolution(36, {1, 1}, "gelu");
  add_layer(builder, "bn");
  convolution(1, {1, 1}, "sigmoid");
  return optimise(std::move(builder).finish(), {});
}

TEST_CASE("a slice that goes image by image adds up what its images give") {
  const Graph graph = wide_model();
  for (const char* kind : {"bn_pool", "upsample_conv", "bn_pointwise"}) CHECK(has_kind(graph, kind));

  // Slices of one image each, and of three that are the same: all means stay what they are.
  const StepSetting once{.batch = 24, .count = 24, .loss = "bce", .input_gradient = false};
  StepSetting thrice = once;
  thrice.batch = thrice.count = 72;
  thrice.copies = 3;
  Results expected = one_step(graph, once, 4);
  Results results = one_step(graph, thrice, 4);
  expected.erase("output");
  results.erase("output");
  check_same(expected, results);
}

TEST_CASE("what only calls by image see holds one image of a thread") {
  const Graph graph = with_losses(wide_model(), "bce");
  const PlanOptions options{.batch = 72};
  const Plan plan = make_plan(graph, options);
  REQUIRE(plan.slice == 9);
  const auto by_image = [](const Segment& segment) {
    return std::count_if(segment.calls.begin(), segment.calls.end(),
                         [](const Call& call) { return call.by_image; });
  };
  CHECK(std::any_of(plan.segments.begin(), plan.segments.end(),
                    [&](const Segment& segment) { return by_image(segment) >= 2; }));
  // The gradient that reaches the first convolution.
  const Buffer& gradient = plan.nodes[1].gradients[0];
  CHECK(graph.nodes[1].kind == "conv");
  CHECK(gradient.of_thread);
  CHECK(gradient.of_image);
  CHECK(plan.thread_bytes < 16 * gradient.bytes_per_image);
}

}  // namespace
}  // namespace cae
