#include "framework/graph/parameters.h"

#include <cmath>

#include "framework/graph/builder.h"
#include "framework/graph/initialisers.h"
#include "tests/support/catch.h"

namespace {

using namespace cae;

Graph dense_model(const std::string& init) {
  GraphBuilder builder("m", Shape::row(200));
  Attributes dense;
  dense.set("units", std::int64_t{100});
  dense.set("init", init);
  REQUIRE_FALSE(builder.add({.kind = "dense", .attributes = dense}));
  return std::move(builder).finish();
}

struct Moments {
  double mean = 0.0;
  double deviation = 0.0;
  double largest = 0.0;
};

Moments weight_moments(const std::string& init) {
  const Graph graph = dense_model(init);
  ParameterArrays weights(graph);
  initialise(weights, 1);
  Moments moments;
  const auto values = weights.values(0);
  for (const float value : values) {
    moments.mean += value;
    moments.deviation += double{value} * value;
    moments.largest = std::max(moments.largest, std::abs(double{value}));
  }
  moments.mean /= static_cast<double>(values.size());
  moments.deviation = std::sqrt(moments.deviation / static_cast<double>(values.size()));
  return moments;
}

}  // namespace

TEST_CASE("initialisers have the deviations that Keras documents") {
  const auto [init, deviation] =
      GENERATE(table<std::string, double>({{"glorot_uniform", std::sqrt(2.0 / 300)},
                                           {"glorot_normal", std::sqrt(2.0 / 300)},
                                           {"he_uniform", std::sqrt(2.0 / 200)},
                                           {"he_normal", std::sqrt(2.0 / 200)},
                                           {"lecun_normal", std::sqrt(1.0 / 200)}}));
  const Moments moments = weight_moments(init);
  CHECK(moments.deviation == Approx(deviation).epsilon(0.02));
  CHECK(std::abs(moments.mean) < 0.03 * deviation);
  const double limit = init.ends_with("_uniform") ? std::sqrt(3.0) : 2.0 / 0.87962566103423978;
  CHECK(moments.largest <= limit * deviation * 1.0001);
  CHECK(moments.largest > 0.98 * limit * deviation);
}

TEST_CASE("start weights are a function of the seed") {
  const Graph graph = dense_model("glorot_uniform");
  ParameterArrays first(graph);
  ParameterArrays second(graph);
  initialise(first, 5);
  initialise(second, 5);
  CHECK(std::equal(first.values(0).begin(), first.values(0).end(), second.values(0).begin()));
  initialise(second, 6);
  CHECK_FALSE(std::equal(first.values(0).begin(), first.values(0).end(), second.values(0).begin()));
}
