#include "framework/graph/decoder.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cae {
namespace {

// The nodes that depend on the code, and the code itself.
std::vector<bool> behind_code(const Graph& model) {
  std::vector<bool> behind(model.nodes.size(), false);
  for (std::size_t id = 0; id < model.nodes.size(); ++id) {
    const std::vector<NodeId>& inputs = model.nodes[id].inputs;
    behind[id] = static_cast<NodeId>(id) == model.code ||
                 std::any_of(inputs.begin(), inputs.end(),
                             [&](NodeId input) { return behind[static_cast<std::size_t>(input)]; });
  }
  return behind;
}

}  // namespace

bool decodes_its_code(const Graph& model) {
  return behind_code(model)[static_cast<std::size_t>(model.reconstruction())];
}

std::variant<Graph, std::string> decoder_of(const Graph& model) {
  const auto count = static_cast<NodeId>(model.nodes.size());
  const auto node = [&](NodeId id) -> const Node& { return model.nodes[static_cast<std::size_t>(id)]; };
  const std::vector<bool> from_code = behind_code(model);
  std::vector<bool> needed(model.nodes.size(), false);
  needed[static_cast<std::size_t>(model.reconstruction())] = true;
  for (NodeId id = count - 1; id >= 0; --id) {
    if (!needed[static_cast<std::size_t>(id)] || id == model.code) continue;
    if (!from_code[static_cast<std::size_t>(id)]) return node(id).layer;
    for (const NodeId input : node(id).inputs) needed[static_cast<std::size_t>(input)] = true;
  }
  const Node& code = node(model.code);
  Graph decoder{.name = model.name, .nodes = {}, .input = 0, .outputs = {}};
  Node input{.kind = "input", .name = "input", .layer = "input", .shape = code.shape, .place = code.place};
  input.attributes.set("shape", code.shape);
  decoder.nodes.push_back(std::move(input));
  std::vector<NodeId> moved(model.nodes.size(), 0);
  for (NodeId id = model.code + 1; id < count; ++id) {
    if (!needed[static_cast<std::size_t>(id)]) continue;
    moved[static_cast<std::size_t>(id)] = static_cast<NodeId>(decoder.nodes.size());
    decoder.nodes.push_back(node(id));
    for (NodeId& from : decoder.nodes.back().inputs) from = moved[static_cast<std::size_t>(from)];
  }
  Output output = model.outputs.front();
  output.node = moved[static_cast<std::size_t>(output.node)];
  decoder.outputs.push_back(std::move(output));
  return decoder;
}

}  // namespace cae
