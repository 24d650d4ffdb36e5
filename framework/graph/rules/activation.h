// An activation with its argument, ready to be applied.
#pragma once

#include "framework/graph/attributes.h"
#include "framework/primitives/activations.h"

namespace cae {

class ActivationFunction {
 public:
  // `activation.kind` must be one of the language's activations.
  explicit ActivationFunction(const Activation& activation)
      : function_(pointwise_activation(activation.kind)),
        argument_(activation.arguments.empty() ? 0.0F
                                               : static_cast<float>(activation.arguments.front().second)) {}

  bool gradient_from_output() const { return function_.gradient_from_output; }
  void apply(const float* x, float* y, std::size_t count) const { function_.apply(argument_, x, y, count); }
  // `from` is y if gradient_from_output(), else x.
  void gradient(const float* from, const float* dy, float* dx, std::size_t count) const {
    function_.gradient(argument_, from, dy, dx, count);
  }

 private:
  const PointwiseActivation& function_;
  float argument_;
};

}  // namespace cae
