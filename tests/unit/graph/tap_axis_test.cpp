// The products of one axis, multiplied out, against the convolution that they stand for.
#include "framework/graph/rules/tap_axis.h"

#include "tests/support/catch.h"

namespace cae {
namespace {

std::size_t count_products(const TapAxis& axis) {
  std::size_t products = 0;
  for (const AxisPart& part : axis.parts) products += part.products();
  return products;
}

// Whole numbers, so that every sum is exact.
double source_at(std::size_t row) {
  return static_cast<double>(row * 37 % 23) - 11.0;
}
double tap_at(std::size_t tap) {
  return static_cast<double>(tap * 53 % 19) - 7.0;
}

std::vector<double> output_of(const TapAxis& axis) {
  std::vector<double> products;
  for (const AxisPart& part : axis.parts) {
    for (std::size_t operand = part.first; operand < part.first + part.count; ++operand) {
      const double value = source_at(operand) - (part.differences ? source_at(operand + 1) : 0.0);
      for (std::size_t j = part.first_weight; j < part.first_weight + part.weights; ++j) {
        double weight = tap_at(j);
        for (std::size_t before = 0; axis.running_sums && before < j; ++before) weight += tap_at(before);
        products.push_back(value * weight);
      }
    }
  }
  std::vector<double> output;
  for (const std::vector<Share>& place : axis.places) {
    output.push_back(0.0);
    for (const Share& share : place)
      output.back() += products.at(share.product) * static_cast<double>(share.amount);
  }
  return output;
}

TEST_CASE("the products of repeated rows add up to the convolution, and are no more than taps times rows") {
  unsigned fewer = 0;
  for (std::int64_t sources = 1; sources <= 5; ++sources) {
    for (std::int64_t factor = 1; factor <= 4; ++factor) {
      for (std::int64_t kernel = 1; kernel <= 6; ++kernel) {
        for (std::int64_t padding = 0; padding <= 2; ++padding) {
          const Axis axis = slide(sources * factor, kernel, 1, 1, Padding::Mode::fixed, padding);
          if (axis.output <= 0) continue;
          CAPTURE(sources, factor, kernel, padding);
          std::vector<double> wanted;
          for (std::int64_t place = 0; place < axis.output; ++place) {
            wanted.push_back(0.0);
            for (std::int64_t tap = 0; tap < kernel; ++tap) {
              const std::int64_t row = place + tap - padding;
              if (row >= 0 && row < sources * factor)
                wanted.back() +=
                    source_at(static_cast<std::size_t>(row / factor)) * tap_at(static_cast<std::size_t>(tap));
            }
          }
          const TapAxis products = repeated_axis(sources, factor, kernel, axis);
          CHECK(output_of(products) == wanted);
          const auto plain = static_cast<std::size_t>(sources * kernel);
          CHECK(count_products(products) <= plain);
          if (count_products(products) < plain) ++fewer;
        }
      }
    }
  }
  CHECK(fewer > 50);
}

TEST_CASE("ten rows repeated three times need as many products as a convolution by three taps has outputs") {
  const Axis axis = slide(30, 3, 1, 1, Padding::Mode::fixed, 0);
  CHECK(count_products(repeated_axis(10, 3, 3, axis)) == 28);
  CHECK(axis.output == 28);
}

}  // namespace
}  // namespace cae
