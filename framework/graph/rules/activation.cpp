#include "framework/graph/rules/activation.h"

#include <map>

namespace cae {

ActivationFunction activation_function(const Activation& activation) {
  static const std::map<std::string, ActivationKind> kinds = {{"linear", ActivationKind::linear},
                                                              {"relu", ActivationKind::relu},
                                                              {"leaky_relu", ActivationKind::leaky_relu},
                                                              {"elu", ActivationKind::elu},
                                                              {"selu", ActivationKind::selu},
                                                              {"gelu", ActivationKind::gelu},
                                                              {"sigmoid", ActivationKind::sigmoid},
                                                              {"tanh", ActivationKind::tanh},
                                                              {"softplus", ActivationKind::softplus},
                                                              {"silu", ActivationKind::silu}};
  const double argument = activation.arguments.empty() ? 0.0 : activation.arguments.front().second;
  return {kinds.at(activation.kind), static_cast<float>(argument)};
}

}  // namespace cae
