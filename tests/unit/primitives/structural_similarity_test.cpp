// Values and gradients are compared with PyTorch's in tests/golden.
#include "framework/primitives/structural_similarity.h"

#include <cmath>
#include <limits>
#include <vector>

#include "framework/base/random.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

constexpr ImageSize size{9, 12, 2};
constexpr std::size_t numbers = size.height * size.width * size.channels;

std::vector<float> image(std::uint64_t seed) {
  std::vector<float> values(numbers);
  RandomStream(seed, "image").fill_uniform(values, 0.0F, 1.0F);
  return values;
}

double value(const SimilarityLoss& loss, const std::vector<float>& output, const std::vector<float>& target,
             float* gradient = nullptr, double scale = 1.0) {
  std::vector<double> scratch(similarity_scratch(size));
  return loss.value(output.data(), target.data(), size, scale, gradient, scratch.data());
}

TEST_CASE("an image that is its target has no loss, another one has") {
  for (const SimilarityLoss& loss : similarity_losses()) {
    INFO(loss.name);
    CHECK(std::abs(value(loss, image(1), image(1))) < 1e-12);
    const double other = value(loss, image(1), image(2));
    CHECK(other > 0.1);
    CHECK(value(loss, image(2), image(1)) == Approx(other));
  }
}

TEST_CASE("a similarity loss grows along its gradient, and takes the gradient times the scale") {
  for (const SimilarityLoss& loss : similarity_losses()) {
    INFO(loss.name);
    std::vector<float> output = image(1);
    std::vector<float> gradient(numbers);
    const double before = value(loss, output, image(2), gradient.data());
    double squares = 0.0;
    for (const float slope : gradient) squares += double{slope} * slope;
    constexpr double step = 1e-2;
    for (std::size_t i = 0; i < numbers; ++i) output[i] += static_cast<float>(step) * gradient[i];
    CHECK((value(loss, output, image(2)) - before) / step == Approx(squares).epsilon(0.01));
    std::vector<float> half(numbers);
    value(loss, image(1), image(2), half.data(), 0.5);
    for (std::size_t i = 0; i < numbers; ++i) CHECK(half[i] == Approx(0.5F * gradient[i]).margin(1e-9));
  }
}

TEST_CASE("an output that is not a number makes a similarity loss none either") {
  for (const SimilarityLoss& loss : similarity_losses()) {
    std::vector<float> output = image(1);
    output.back() = std::numeric_limits<float>::quiet_NaN();
    CHECK(std::isnan(value(loss, output, image(2))));
  }
}

}  // namespace
}  // namespace cae
