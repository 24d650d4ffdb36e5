// bn + conv 1x1 with few filters -> bn_pointwise, which multiplies its input by weights that include the
// normalisation.
#include <utility>

#include "framework/passes/pass.h"
#include "framework/passes/rewrite.h"

namespace cae {
namespace {

// With more filters the products cost more than the saved walks, and oneDNN is faster.
constexpr std::int64_t most_filters = 8;

bool is_normalised_pointwise(const Graph& graph, NodeId id, const Readers& readers) {
  const Node& conv = graph.nodes[static_cast<std::size_t>(id)];
  if (conv.kind != "conv" || conv.attributes.integer("filters") > most_filters) return false;
  const Padding pad = conv.attributes.padding("pad");
  const bool padded = pad.mode == Padding::Mode::fixed && (pad.height > 0 || pad.width > 0);
  if (padded || conv.attributes.window("kernel") != Window{} || conv.attributes.window("stride") != Window{})
    return false;
  if (conv.attributes.integer("groups") != 1) return false;
  const NodeId source = conv.inputs[0];
  const Node& bn = graph.nodes[static_cast<std::size_t>(source)];
  return bn.kind == "bn" && bn.fusion.activation.is_linear() && readers.is_only_one_of(source);
}

void take_normalisation(Node& conv, const Node& bn) {
  become(conv, "bn_pointwise");
  for (const auto& [name, value] : bn.attributes) conv.attributes.set(name, value);
  conv.parameters.insert(conv.parameters.begin(), bn.parameters.begin(), bn.parameters.end());
}

}  // namespace

Graph fuse_bn_pointwise(Graph graph, const PassOptions& options) {
  return fuse_with_input(std::move(graph), options, is_normalised_pointwise, take_normalisation);
}

}  // namespace cae
