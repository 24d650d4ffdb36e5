#include "dsl/model/lower.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>

#include "dsl/model/value.h"
#include "framework/base/catalogue/blocks.h"
#include "framework/base/memory_limit.h"
#include "framework/graph/builder.h"
#include "framework/graph/losses.h"
#include "framework/graph/training_memory.h"

namespace cae::dsl {
namespace {

std::string byte_text(double bytes) {
  const char* const units[] = {"bytes", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < std::size(units)) {
    bytes /= 1000;
    ++unit;
  }
  char text[48];
  std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.3g %s", bytes, units[unit]);
  return text;
}

Place without_line(Place place) {
  place.source_line.clear();
  return place;
}

class Lowering {
 public:
  Lowering(const SourceSet& sources, Meaning& meaning, Mistakes& mistakes)
      : sources_(sources), meaning_(meaning), mistakes_(mistakes) {}

  std::optional<Graph> lower(const ast::Head& head, Expansion expansion) {
    if (expansion.input == nullptr) return std::nullopt;
    const std::optional<Shape> shape = input_shape(*expansion.input, expansion.bindings);
    if (!shape) return std::nullopt;
    GraphBuilder builder(std::string(sources_.text(head.name.span)), *shape,
                         sources_.kept_place(expansion.input->span));
    builder.reserve(expansion.layers.size() + 1);
    for (LayerLine& layer : expansion.layers) {
      if (layer.op == nullptr || !layer.words.valid || !add(layer, builder)) return std::nullopt;
    }
    if (expansion.layers.empty() && !mistakes_.any())
      mistakes_.add(catalogue::no_layers(sources_.place(head.name.span)));
    if (mistakes_.any()) return std::nullopt;
    Graph graph = std::move(builder).finish();
    if (expansion.code) graph.code = node_of(*expansion.code);
    take_outputs(expansion.outputs, graph);
    if (mistakes_.any()) return std::nullopt;
    check_memory(graph, head);
    return graph;
  }

 private:
  std::optional<Shape> input_shape(const ast::Input& input, const Bindings& bindings) {
    const std::optional<Shape> shape =
        read_input(input.shape, Scope(sources_, meaning_, bindings), mistakes_);
    if (!shape || within_bounds(*shape)) return shape;
    mistakes_.add(catalogue::image_too_large(sources_.place(span_of(input.shape)), cae::to_string(*shape),
                                             max_dimension, max_elements));
    return std::nullopt;
  }

  // The node whose output a layer gives.
  NodeId node_of(LayerId layer) const {
    return layer == model_input ? 0 : nodes_[static_cast<std::size_t>(layer)];
  }

  // False if its shape is wrong. Takes the layer's attributes away.
  bool add(LayerLine& layer, GraphBuilder& builder) {
    const Span& kind = layer.written->kind.span;
    std::vector<NodeId> inputs;
    for (const LayerId input : layer.inputs) inputs.push_back(node_of(input));
    const std::size_t first = builder.graph().nodes.size();
    const std::optional<ShapeProblem> problem = builder.add({.kind = std::string(layer.op->kind()),
                                                             .attributes = std::move(layer.words.attributes),
                                                             .name = layer.name,
                                                             .stage = layer.stage,
                                                             .inputs = inputs,
                                                             .place = sources_.kept_place(kind),
                                                             .trace = layer.trace});
    if (!problem) {
      check_tie(layer, builder.graph(), first);
      nodes_.push_back(static_cast<NodeId>(builder.graph().nodes.size()) - 1);
      meaning_.give({layer.written->span, layer.name, layer.known_as, builder.shape()});
      return true;
    }
    mistakes_.add(shape_mistake(layer, *problem, builder.graph(), inputs));
    return false;
  }

  // The reconstruction comes first.
  void take_outputs(const std::vector<ExpandedOutput>& outputs, Graph& graph) {
    if (!outputs.empty()) graph.outputs.clear();
    for (const ExpandedOutput& output : outputs) {
      const NodeId node = node_of(output.layer);
      graph.outputs.push_back({.node = node,
                               .name = graph.nodes[static_cast<std::size_t>(node)].layer,
                               .loss = output.line.loss,
                               .weight = output.line.weight,
                               .target = output.line.target,
                               .place = sources_.kept_place(output.name)});
    }
    std::stable_partition(graph.outputs.begin(), graph.outputs.end(),
                          [](const Output& output) { return output.target == target_images; });
    for (const Output& output : graph.outputs) check_output(output, graph);
    // An autoencoder learns to give its images back.
    const Output& first = graph.outputs.front();
    if (first.target != target_images && !mistakes_.any())
      mistakes_.add(catalogue::no_output_of_images(first.place, first.name));
    mistakes_.add(rows_without_an_image(graph, ""));
  }

  void check_output(const Output& output, const Graph& graph) {
    const Shape& shape = graph.nodes[static_cast<std::size_t>(output.node)].shape;
    const std::vector<std::string> terms = layer_terms();
    if (std::find(terms.begin(), terms.end(), output.name) != terms.end())
      mistakes_.add(catalogue::output_named_as_term(output.place, output.name));
    if (output.target == target_labels) {
      if (!shape.flat)
        mistakes_.add(catalogue::classes_need_a_row(output.place, output.name, cae::to_string(shape),
                                                    graph.outputs.front().target == target_images));
      return;
    }
    const Output& first = graph.outputs.front();
    const Shape& wanted = graph.nodes[static_cast<std::size_t>(first.node)].shape;
    if (shape == wanted) return;
    mistakes_.add(catalogue::output_shapes_differ(
        output.place, output.name, cae::to_string(shape),
        Note{without_line(first.place), catalogue::gives_shape(first.name, cae::to_string(wanted))}));
  }

  // That weights used by two layers have one form. `first` is the layer's first node.
  void check_tie(const LayerLine& layer, const Graph& graph, std::size_t first) {
    const Attributes& attributes = graph.nodes[first].attributes;
    if (!attributes.has("tied")) return;
    for (const ParameterSpec& spec : graph.nodes[first].parameters) {
      if (spec.owned()) continue;
      const std::string owner = attributes.choice("tied");
      const Node& node = graph.nodes[layer_begin(graph, owner)];
      const std::vector<std::int64_t>& found = node.parameters.front().dimensions;
      std::vector<std::int64_t> needed = spec.dimensions;
      if (needed.size() == 2) std::reverse(needed.begin(), needed.end());
      if (needed == found) continue;
      mistakes_.add(catalogue::tied_shapes_differ(
          sources_.place(layer.words.written.at("tied")), layer.name, dims_text(needed), owner,
          dims_text(found), undoing(node),
          Note{without_line(node.place), catalogue::gives_shape(owner, cae::to_string(node.shape))}));
    }
  }

  // What the layer that undoes a dense or a conv takes and gives.
  static std::string undoing(const Node& owner) {
    const std::vector<std::int64_t>& dimensions = owner.parameters.front().dimensions;
    if (dimensions.size() == 2) return catalogue::take_and_give_row(dimensions[0], dimensions[1]);
    if (owner.attributes.integer("groups") != 1) return "";
    return catalogue::take_and_give_channels(dimensions[0], dimensions[1],
                                             dims_text({dimensions[2], dimensions[3]}));
  }

  // The first node of a layer.
  std::size_t layer_begin(const Graph& graph, const std::string& layer) {
    for (std::size_t i = by_name_.size(); i < graph.nodes.size(); ++i)
      by_name_.emplace(graph.nodes[i].name, i);
    return by_name_.at(layer);
  }

  static std::string dims_text(const std::vector<std::int64_t>& dimensions) {
    std::string text;
    for (const std::int64_t dimension : dimensions)
      text += (text.empty() ? "" : "x") + std::to_string(dimension);
    return text;
  }

  Diagnostic shape_mistake(const LayerLine& layer, const ShapeProblem& problem, const Graph& graph,
                           const std::vector<NodeId>& inputs) const {
    const auto written = layer.words.written.find(problem.attribute);
    const auto given_by = [&](NodeId id) {
      const Node& node = graph.nodes[static_cast<std::size_t>(id)];
      return Note{without_line(node.place), catalogue::gives_shape(node.layer, cae::to_string(node.shape))};
    };
    const Node& before = graph.nodes[static_cast<std::size_t>(inputs.front())];
    Diagnostic mistake = catalogue::shape_mismatch(
        sources_.place(written == layer.words.written.end() ? layer.written->kind.span : written->second),
        cae::to_string(before.shape), layer.name, problem.reason, problem.needed, problem.help,
        given_by(inputs.front()));
    for (std::size_t i = 1; i < inputs.size(); ++i) mistake.notes.push_back(given_by(inputs[i]));
    for (Note& note : shortened(layer.trace)) mistake.notes.push_back(std::move(note));
    return mistake;
  }

  void check_memory(const Graph& graph, const ast::Head& head) {
    const double bytes = estimated_training_bytes(graph, 1);
    if (bytes <= available_memory_bytes()) return;
    const Node* largest = &graph.nodes.front();
    double most = 0;
    for (const Node& node : graph.nodes) {
      Graph alone;
      alone.nodes.push_back(node);
      const double size = estimated_training_bytes(alone, 1);
      if (size <= most) continue;
      most = size;
      largest = &node;
    }
    mistakes_.add(catalogue::not_enough_memory_for_model(sources_.place(head.name.span), graph.name,
                                                         byte_text(bytes), largest->layer, byte_text(most),
                                                         without_line(largest->place)));
  }

  const SourceSet& sources_;
  Meaning& meaning_;
  Mistakes& mistakes_;
  std::vector<NodeId> nodes_;                             // by layer; the last of its nodes
  std::unordered_map<std::string, std::size_t> by_name_;  // nodes; filled where it is asked
};

}  // namespace

std::optional<Graph> lower(const ast::Head& head, Expansion expansion, const SourceSet& sources,
                           Meaning& meaning, Mistakes& mistakes) {
  return Lowering(sources, meaning, mistakes).lower(head, std::move(expansion));
}

}  // namespace cae::dsl
