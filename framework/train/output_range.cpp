#include "framework/train/output_range.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "framework/graph/operator.h"

namespace cae {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr std::array<std::string_view, 8> keeping_the_range = {"reshape", "flatten",  "crop",    "zeropad",
                                                               "pool",    "upsample", "dropout", "linear"};

struct Bounds {
  std::string_view activation;
  double low;
  double high;
};
constexpr std::array<Bounds, 7> bounds = {{{"sigmoid", 0.0, 1.0},
                                           {"tanh", -1.0, 1.0},
                                           {"relu", 0.0, infinity},
                                           {"softplus", 0.0, infinity},
                                           {"selu", -1.7581, infinity},
                                           {"gelu", -0.17, infinity},
                                           {"silu", -0.2785, infinity}}};

bool is_activation(const Node& node) {
  const Operator* found = find_operator(node.kind);
  return found != nullptr && found->is_activation();
}

}  // namespace

OutputRange output_range(const Graph& model) {
  NodeId id = model.reconstruction();
  const auto at = [&]() -> const Node& { return model.nodes[static_cast<std::size_t>(id)]; };
  const auto keeps_the_range = [](const Node& node) {
    return node.inputs.size() == 1 && std::find(keeping_the_range.begin(), keeping_the_range.end(),
                                                node.kind) != keeping_the_range.end();
  };
  while (keeps_the_range(at())) id = at().inputs[0];
  const Node& node = at();
  OutputRange range{.node = id};
  if (is_activation(node)) range.activation = node.kind;
  for (const Bounds& known : bounds) {
    if (known.activation != node.kind) continue;
    range.low = known.low;
    range.high = known.high;
  }
  if (node.kind == "elu") range.low = -node.attributes.number("alpha");
  return range;
}

}  // namespace cae
