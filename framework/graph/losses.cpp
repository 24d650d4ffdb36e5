#include "framework/graph/losses.h"

#include <string_view>
#include <utility>

#include "framework/graph/operator.h"

namespace cae {
namespace {

constexpr std::string_view suffix = ".loss";

}  // namespace

Graph with_losses(Graph model, const std::string& kind) {
  for (const Output& output : model.outputs) {
    Node node{.kind = output.loss.empty() ? kind : output.loss,
              .name = output.name + std::string(suffix),
              .inputs = {output.node},
              .shape = Shape::row(1),
              .place = output.place};
    node.attributes.set("weight", output.weight);
    node.attributes.set("target", output.target);
    model.nodes.push_back(std::move(node));
  }
  return model;
}

std::vector<NodeId> losses_of(const Graph& graph) {
  std::vector<NodeId> losses;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (find_operator(graph.nodes[i].kind)->is_loss()) losses.push_back(static_cast<NodeId>(i));
  }
  return losses;
}

std::string term_name(const Node& loss) {
  return loss.name.substr(0, loss.name.size() - suffix.size());
}

}  // namespace cae
