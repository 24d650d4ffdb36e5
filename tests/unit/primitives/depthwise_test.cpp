#include "framework/primitives/depthwise.h"

#include <cmath>
#include <random>
#include <vector>

#include "tests/support/catch.h"

namespace cae {
namespace {

// An area in images of `channels` channels, with random numbers in them.
struct RandomArea {
  RandomArea(std::size_t channels, std::size_t taps, std::size_t rows, std::size_t pixels,
             std::mt19937& random)
      : x((3 * rows + 3) * (2 * pixels + 5) * channels),
        dy(2 * rows * 3 * pixels * channels),
        weights(taps * channels),
        bias(channels) {
    for (auto* numbers : {&x, &dy, &weights, &bias}) {
      for (float& number : *numbers) number = std::uniform_real_distribution<float>(-1.0F, 1.0F)(random);
    }
    const std::size_t width = 2 * pixels + 5;
    for (std::size_t tap = 0; tap < taps; ++tap) {
      places.push_back(
          {.from = (random() % 3 * width + random() % 5) * channels, .weights = (taps - 1 - tap) * channels});
    }
    area = {.taps = places.data(),
            .count = taps,
            .rows = rows,
            .pixels = pixels,
            .x_row = 3 * width * channels,
            .y_row = 2 * 3 * pixels * channels,
            .x_step = 2 * channels,
            .y_step = 3 * channels,
            .channels = channels};
  }

  // f(row and pixel's place in x, in y, tap).
  template <class F>
  void each(const F& f) const {
    for (std::size_t row = 0; row < area.rows; ++row) {
      for (std::size_t pixel = 0; pixel < area.pixels; ++pixel)
        f(row * area.x_row + pixel * area.x_step, row * area.y_row + pixel * area.y_step);
    }
  }

  std::vector<float> x, dy, weights, bias;
  std::vector<DepthwiseTap> places;
  DepthwiseArea area;
};

double largest_difference(const std::vector<double>& expected, const std::vector<float>& values) {
  double largest = 0.0;
  for (std::size_t i = 0; i < expected.size(); ++i)
    largest = std::max(largest, std::abs(expected[i] - values[i]));
  return largest;
}

void check(const RandomArea& chosen) {
  const DepthwiseArea& area = chosen.area;
  std::vector<float> y(chosen.dy.size(), 7.0F);
  std::vector<double> expected(y.begin(), y.end());
  chosen.each([&](std::size_t from, std::size_t to) {
    for (std::size_t c = 0; c < area.channels; ++c) {
      double sum = chosen.bias[c];
      for (const DepthwiseTap& tap : chosen.places)
        sum += double{chosen.x[from + tap.from + c]} * chosen.weights[tap.weights + c];
      expected[to + c] = sum;
    }
  });
  depthwise().forward(area, chosen.x.data(), chosen.weights.data(), chosen.bias.data(), y.data());
  CHECK(largest_difference(expected, y) < 1e-5);

  std::vector<float> weights = chosen.weights;
  std::vector<float> bias = chosen.bias;
  std::vector<double> expected_weights(weights.begin(), weights.end());
  std::vector<double> expected_bias(bias.begin(), bias.end());
  chosen.each([&](std::size_t from, std::size_t to) {
    for (std::size_t c = 0; c < area.channels; ++c) {
      for (const DepthwiseTap& tap : chosen.places)
        expected_weights[tap.weights + c] += double{chosen.x[from + tap.from + c]} * chosen.dy[to + c];
      expected_bias[c] += chosen.dy[to + c];
    }
  });
  depthwise().add_gradients(area, chosen.x.data(), chosen.dy.data(), weights.data(), bias.data());
  CHECK(largest_difference(expected_weights, weights) < 1e-4);
  CHECK(largest_difference(expected_bias, bias) < 1e-4);
}

TEST_CASE(
    "areas of every number of channels, taps and pixels are computed, and nothing beside them is written") {
  std::mt19937 random(1);
  for (const std::size_t channels : {1U, 2U, 7U, 16U, 24U, 40U, 95U}) {
    for (const std::size_t taps : {0U, 1U, 6U, 9U, 16U, 25U}) {
      for (const std::size_t pixels : {1U, 3U, 13U}) {
        INFO(channels << " channels, " << taps << " taps, " << pixels << " pixels");
        check(RandomArea(channels, taps, 2, pixels, random));
      }
    }
  }
}

}  // namespace
}  // namespace cae
