#include "framework/graph/losses.h"

#include <string_view>
#include <utility>

#include "framework/base/catalogue/blocks.h"
#include "framework/graph/operator.h"
#include "framework/primitives/loss.h"

namespace cae {
namespace {

constexpr std::string_view suffix = ".loss";

// The settings of the layer that its term has too. `output_numbers` is how many an output image has, for
// terms that are counted for each of them.
Attributes term_attributes(const Operator& loss, const Node& layer, std::int64_t output_numbers) {
  Attributes attributes;
  for (const AttributeSpec& spec : loss.attributes()) {
    if (spec.name == "output_numbers") {
      attributes.set(spec.name, output_numbers);
    } else if (const AttributeValue* value = layer.attributes.find(spec.name)) {
      attributes.set(spec.name, *value);
    }
  }
  return attributes;
}

std::vector<LayerTerm> terms_of(const Node& layer) {
  return find_operator(layer.kind)->terms(layer.attributes);
}

Node term_node(const Graph& model, NodeId id, const LayerTerm& term) {
  const Node& layer = model.nodes[static_cast<std::size_t>(id)];
  const Operator& loss = *find_operator(term.kind);
  const Shape& output = model.nodes[static_cast<std::size_t>(model.reconstruction())].shape;
  Node node{.kind = std::string(term.kind),
            .name = layer.name + "." + std::string(loss.term()),
            .inputs = layer.inputs,
            .attributes = term_attributes(loss, layer, output.elements()),
            .shape = Shape::row(1),
            .place = layer.place};
  if (term.reads_output) node.inputs.push_back(id);
  return node;
}

}  // namespace

Graph with_losses(Graph model, const std::string& kind) {
  const auto layers = static_cast<NodeId>(model.nodes.size());
  for (const Output& output : model.outputs) {
    Node node{.kind = output.loss.empty() ? kind : output.loss,
              .name = output.name + std::string(suffix),
              .inputs = {output.node},
              .shape = Shape::row(1),
              .place = output.place};
    node.attributes.set("weight", output.weight);
    node.attributes.set("target", output.target);
    if (node.kind == classes_loss)
      node.attributes.set("shares", model.nodes[static_cast<std::size_t>(output.node)].kind == "softmax");
    model.nodes.push_back(std::move(node));
  }
  for (NodeId id = 0; id < layers; ++id) {
    for (const LayerTerm& term : terms_of(model.nodes[static_cast<std::size_t>(id)]))
      model.nodes.push_back(term_node(model, id, term));
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

std::vector<std::string> output_losses() {
  std::vector<std::string> kinds;
  for (const Operator* op : all_operators()) {
    if (op->is_loss() && op->term().empty()) kinds.emplace_back(op->kind());
  }
  return kinds;
}

Diagnostics rows_without_an_image(const Graph& model, const std::string& kind) {
  Diagnostics found;
  for (const Output& output : model.outputs) {
    const Node& node = model.nodes[static_cast<std::size_t>(output.node)];
    const std::string& word = output.loss.empty() ? kind : output.loss;
    const auto loss = from_word<const ImageLoss*>(word);
    if (!node.shape.flat || !loss || !(*loss)->of_whole_image) continue;
    const Place& place = output.place.file.empty() ? node.place : output.place;
    found.push_back(catalogue::loss_needs_images(place, word, output.name, to_string(node.shape)));
  }
  return found;
}

std::vector<std::string> layer_terms() {
  std::vector<std::string> terms{"decay"};
  for (const Operator* op : all_operators()) {
    if (!op->term().empty()) terms.emplace_back(op->term());
  }
  return terms;
}

std::string term_name(const Node& loss) {
  const std::string_view term = find_operator(loss.kind)->term();
  return term.empty() ? loss.name.substr(0, loss.name.size() - suffix.size()) : std::string(term);
}

}  // namespace cae
