#include "framework/engine/loss.h"

#include <algorithm>
#include <cmath>

namespace cae {
namespace {

constexpr double least = 1e-7;
constexpr double most = 1.0 - 1e-7;

template <class F>
double sum(const float* output, const float* target, std::size_t count, F f) {
  double total = 0.0;
  for (std::size_t i = 0; i < count; ++i) total += f(double{output[i]}, double{target[i]});
  return total;
}

template <class F>
void each(const float* output, const float* target, double scale, float* gradient, std::size_t count, F f) {
  for (std::size_t i = 0; i < count; ++i) {
    gradient[i] = static_cast<float>(scale * f(double{output[i]}, double{target[i]}));
  }
}

}  // namespace

std::optional<Loss> loss_by_name(std::string_view name) {
  if (name == "bce") return Loss::bce;
  if (name == "bce_logits") return Loss::bce_logits;
  if (name == "mse") return Loss::mse;
  if (name == "mae") return Loss::mae;
  return std::nullopt;
}

double loss_sum(Loss loss, const float* output, const float* target, std::size_t count) {
  switch (loss) {
    case Loss::bce:
      return sum(output, target, count, [](double y, double t) {
        const double p = std::clamp(y, least, most);  // a NaN stays one
        return -(t * std::log(p) + (1 - t) * std::log1p(-p));
      });
    case Loss::bce_logits:
      return sum(output, target, count, [](double y, double t) {
        return std::max(y, 0.0) - y * t + std::log1p(std::exp(-std::abs(y)));
      });
    case Loss::mse:
      return sum(output, target, count, [](double y, double t) { return (y - t) * (y - t); });
    case Loss::mae:
      return sum(output, target, count, [](double y, double t) { return std::abs(y - t); });
  }
  return 0.0;
}

void loss_gradient(Loss loss, const float* output, const float* target, double scale, float* gradient,
                   std::size_t count) {
  switch (loss) {
    case Loss::bce:
      return each(output, target, scale, gradient, count,
                  [](double y, double t) { return y < least || y > most ? 0.0 : (y - t) / (y * (1 - y)); });
    case Loss::bce_logits:
      return each(output, target, scale, gradient, count,
                  [](double y, double t) { return 1 / (1 + std::exp(-y)) - t; });
    case Loss::mse:
      return each(output, target, scale, gradient, count, [](double y, double t) { return 2 * (y - t); });
    case Loss::mae:
      return each(output, target, scale, gradient, count, [](double y, double t) {
        return y > t ? 1.0 : y < t ? -1.0 : 0.0;
      });
  }
}

}  // namespace cae
