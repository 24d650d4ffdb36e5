#include "framework/primitives/activations.h"

#include <algorithm>

#include "framework/primitives/vector_set.h"

namespace cae {

CAE_CHOOSE_TABLE(ActivationTable, activations)

const PointwiseActivation& pointwise_activation(std::string_view name) {
  return *std::find_if(pointwise_activations().begin(), pointwise_activations().end(),
                       [&](const PointwiseActivation& each) { return each.name == name; });
}

}  // namespace cae
