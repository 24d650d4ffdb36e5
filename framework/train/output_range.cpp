#include "framework/train/output_range.h"

#include "framework/graph/operator.h"

namespace cae {

OutputRange output_range(const Graph& model, NodeId output) {
  NodeId id = output;
  const auto at = [&]() -> const Node& { return model.nodes[static_cast<std::size_t>(id)]; };
  while (find_operator(at().kind)->keeps_range() && at().inputs.size() == 1) id = at().inputs[0];
  const Operator& op = *find_operator(at().kind);
  const OutputBounds bounds = op.output_bounds(at().attributes);
  return {.low = bounds.low,
          .high = bounds.high,
          .sum_to_one = bounds.sum_to_one,
          .activation = op.is_activation() ? at().kind : std::string(),
          .node = id};
}

}  // namespace cae
