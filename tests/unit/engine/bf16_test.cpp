// Products of rounded operands: near those in fp32, and the same bits on any number of threads.
#include "framework/passes/pass.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/support.h"

namespace cae {
namespace {

using onednn::Precision;

// Convolutions wide enough to be rounded: strided, upsampled, transposed; odd sizes.
Graph wide_model() {
  using Whole = std::int64_t;
  const Activation smooth{"tanh", {}};
  GraphBuilder builder("wide", Shape::image(9, 7, 3));
  add_layer(builder, "conv", {{"filters", Whole{20}}, {"kernel", Window{1, 1}}});
  add_layer(
      builder, "conv",
      {{"filters", Whole{24}}, {"kernel", Window{5, 3}}, {"stride", Window{2, 2}}, {"activation", smooth}});
  add_layer(builder, "upsample", {{"factor", Window{3, 3}}});
  add_layer(builder, "conv", {{"filters", Whole{32}}, {"kernel", Window{3, 3}}, {"activation", smooth}});
  add_layer(builder, "deconv", {{"filters", Whole{17}}, {"kernel", Window{2, 2}}, {"stride", Window{2, 2}}});
  add_layer(builder, "conv", {{"filters", Whole{2}}, {"kernel", Window{1, 1}}});
  return optimise(std::move(builder).finish(), {});
}

TEST_CASE("a step in bf16 is near one in fp32, but not the same") {
  if (!onednn::has_bf16()) return;
  const Graph graph = wide_model();
  REQUIRE(has_kind(graph, "upsample_conv"));
  StepSetting setting{.batch = 50, .count = 47};
  const Results exact = one_step(graph, setting, 4);
  setting.precision = Precision::bf16;
  const Results rounded = one_step(graph, setting, 4);
  REQUIRE(rounded.size() == exact.size());
  for (const auto& [name, values] : exact) {
    INFO(name);
    CHECK(difference(values, rounded.at(name)) < 2e-2);
  }
  CHECK(difference(exact.at("output"), rounded.at("output")) > 1e-5);
  CHECK(difference(exact.at("gradient of conv3.weight"), rounded.at("gradient of conv3.weight")) > 1e-5);
}

TEST_CASE("bf16 gives the same bits on 1, 2, 3 and 8 threads") {
  if (!onednn::has_bf16()) return;
  const Graph graph = wide_model();
  StepSetting setting{.batch = 50, .count = 47, .threads = 1, .precision = Precision::bf16};
  const Results expected = one_step(graph, setting, 4);
  for (const int threads : {2, 3, 8}) {
    INFO(threads << " threads");
    setting.threads = threads;
    CHECK((one_step(graph, setting, 4) == expected));
  }
}

}  // namespace
}  // namespace cae
