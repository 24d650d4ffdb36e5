// The names of activations, and their values for the loops.
#pragma once

#include "framework/graph/attributes.h"
#include "framework/primitives/vector_kernels.h"

namespace cae {

struct ActivationFunction {
  ActivationKind kind = ActivationKind::linear;
  float argument = 0.0F;
};

// `activation.kind` must be one of the language's activations.
ActivationFunction activation_function(const Activation& activation);

}  // namespace cae
