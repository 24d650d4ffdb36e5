#include "image_quality.h"

#include <algorithm>
#include <cmath>

#include "structural_similarity.h"

namespace {

double psnr_of(double mse) {
  return -10.0 * std::log10(std::max(mse, std::pow(10.0, -highest_psnr / 10.0)));
}

}  // namespace

Measures measures_of(const float* image, const float* other, const ImageShape& shape) {
  const auto numbers = static_cast<double>(shape.numbers());
  double squares = 0.0, absolutes = 0.0;
  for (std::size_t i = 0; i < shape.numbers(); ++i) {
    const double difference = static_cast<double>(other[i]) - static_cast<double>(image[i]);
    squares += difference * difference;
    absolutes += std::fabs(difference);
  }
  double similarity = 0.0;
  const std::size_t plane = shape.height * shape.width;
  for (std::size_t channel = 0; channel < shape.channels; ++channel) {
    similarity +=
        structural_similarity(image + channel * plane, other + channel * plane, shape.height, shape.width);
  }
  const double mse = squares / numbers;
  return {mse, absolutes / numbers, psnr_of(mse), similarity / static_cast<double>(shape.channels)};
}
