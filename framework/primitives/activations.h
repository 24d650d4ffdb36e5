// The activations: one number in, one number out. activations_body.inc lists them; names and defaults are
// Keras's.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace cae {

struct PointwiseActivation {
  const char* name;      // as in the language
  const char* formula;   // of x
  const char* argument;  // what its argument is called; nullptr where it has none
  double default_argument;
  // The derivative follows from the output, so the activation can be applied in place.
  bool gradient_from_output;
  // The output lies in [low + low_per_argument * argument, high].
  double low;
  double low_per_argument;
  double high;
  // y = f(x); x and y may be the same array.
  void (*apply)(float argument, const float* x, float* y, std::size_t count);
  // dx = dy * f'(x), where `from` is y if gradient_from_output, else x. dy and dx may be the same array.
  void (*gradient)(float argument, const float* from, const float* dy, float* dx, std::size_t count);
};

// Compiled for each instruction set (vector_set.h).
struct ActivationTable {
  const PointwiseActivation* activations;
  std::size_t count;
};
const ActivationTable& activations();

inline std::span<const PointwiseActivation> pointwise_activations() {
  return {activations().activations, activations().count};
}
// One that is there.
const PointwiseActivation& pointwise_activation(std::string_view name);

}  // namespace cae
