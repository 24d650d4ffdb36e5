#include "framework/graph/decoder.h"

#include <utility>
#include <vector>

namespace cae {

std::variant<Graph, std::string> decoder_of(const Graph& model) {
  std::vector<bool> needed(model.nodes.size(), false);
  needed[static_cast<std::size_t>(model.reconstruction())] = true;
  for (NodeId id = model.reconstruction(); id > 0; --id) {
    if (!needed[static_cast<std::size_t>(id)] || id == model.code) continue;
    for (const NodeId input : model.nodes[static_cast<std::size_t>(id)].inputs)
      needed[static_cast<std::size_t>(input)] = true;
  }
  const Node& code = model.nodes[static_cast<std::size_t>(model.code)];
  Graph decoder{.name = model.name, .nodes = {}, .input = 0, .outputs = {}};
  Node input{.kind = "input", .name = "input", .layer = "input", .shape = code.shape, .place = code.place};
  input.attributes.set("shape", code.shape);
  decoder.nodes.push_back(std::move(input));
  std::vector<NodeId> moved(model.nodes.size(), no_node);
  moved[static_cast<std::size_t>(model.code)] = 0;
  for (NodeId id = 0; id <= model.reconstruction(); ++id) {
    if (!needed[static_cast<std::size_t>(id)] || id == model.code) continue;
    Node node = model.nodes[static_cast<std::size_t>(id)];
    if (id < model.code) return node.layer;
    for (NodeId& from : node.inputs) from = moved[static_cast<std::size_t>(from)];
    moved[static_cast<std::size_t>(id)] = static_cast<NodeId>(decoder.nodes.size());
    decoder.nodes.push_back(std::move(node));
  }
  Output output = model.outputs.front();
  output.node = moved[static_cast<std::size_t>(output.node)];
  decoder.outputs.push_back(std::move(output));
  return decoder;
}

}  // namespace cae
