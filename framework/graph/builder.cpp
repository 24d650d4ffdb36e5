#include "framework/graph/builder.h"

#include <utility>

#include "framework/graph/code_layer.h"

namespace cae {

Attributes with_defaults(const Operator& op, Attributes given) {
  for (const AttributeSpec& spec : op.attributes()) {
    if (!given.has(spec.name) && spec.default_value) given.set(spec.name, *spec.default_value);
  }
  return given;
}

namespace {

std::vector<ParameterSpec> named_parameters(const Operator& op, const Attributes& attributes,
                                            std::span<const Shape> inputs, const std::string& layer) {
  std::vector<ParameterSpec> parameters = op.parameters(attributes, inputs);
  for (ParameterSpec& parameter : parameters) {
    if (parameter.name == "weight") {
      if (attributes.has("decay")) parameter.decay = attributes.number("decay");
      if (attributes.has("tied")) parameter.tied_to = attributes.choice("tied") + ".weight";
    }
    parameter.name = layer + "." + parameter.name;
  }
  return parameters;
}

const Activation* activation_of(const Attributes& attributes) {
  const AttributeValue* value = attributes.find("activation");
  const auto* activation = value == nullptr ? nullptr : std::get_if<Activation>(value);
  return activation == nullptr || activation->is_linear() ? nullptr : activation;
}

}  // namespace

GraphBuilder::GraphBuilder(std::string model, Shape input, Place place) {
  graph_.name = std::move(model);
  Node node{.kind = "input", .name = "input", .layer = "input", .shape = input, .place = std::move(place)};
  node.attributes.set("shape", input);
  graph_.input = append(std::move(node));
}

NodeId GraphBuilder::append(Node node) {
  graph_.nodes.push_back(std::move(node));
  return static_cast<NodeId>(graph_.nodes.size()) - 1;
}

Shape GraphBuilder::shape() const {
  return graph_.nodes.back().shape;
}

std::optional<ShapeProblem> GraphBuilder::add(LayerRequest request) {
  const Operator& op = *find_operator(request.kind);
  const std::string by_number = numbers_.next(request.kind);
  const std::string layer = request.name.empty() ? by_number : request.name;
  if (request.inputs.empty()) request.inputs = {static_cast<NodeId>(graph_.nodes.size()) - 1};

  std::vector<Shape> shapes;
  for (const NodeId input : request.inputs)
    shapes.push_back(graph_.nodes[static_cast<std::size_t>(input)].shape);
  Attributes attributes = with_defaults(op, std::move(request.attributes));
  const ShapeOrProblem inferred = op.infer(attributes, shapes);
  if (const auto* problem = std::get_if<ShapeProblem>(&inferred)) return *problem;

  std::vector<ParameterSpec> parameters = named_parameters(op, attributes, shapes, layer);
  const NodeId id = append({.kind = std::move(request.kind),
                            .name = layer,
                            .layer = layer,
                            .stage = request.stage,
                            .inputs = std::move(request.inputs),
                            .attributes = std::move(attributes),
                            .shape = std::get<Shape>(inferred),
                            .parameters = std::move(parameters),
                            .place = request.place,
                            .trace = request.trace});

  if (const Activation* own = activation_of(graph_.nodes.back().attributes)) {
    const Activation activation = *own;  // the nodes move as they become more
    const Operator& function = *find_operator(activation.kind);
    Attributes arguments;
    for (const auto& [name, value] : activation.arguments) arguments.set(name, value);
    append({.kind = activation.kind,
            .name = layer + "." + activation.kind,
            .layer = layer,
            .stage = request.stage,
            .inputs = {id},
            .attributes = with_defaults(function, std::move(arguments)),
            .shape = graph_.nodes[static_cast<std::size_t>(id)].shape,
            .place = std::move(request.place),
            .trace = std::move(request.trace)});
  }
  return std::nullopt;
}

Graph GraphBuilder::finish() && {
  const auto last = static_cast<NodeId>(graph_.nodes.size()) - 1;
  graph_.outputs = {{.node = last, .name = graph_.nodes.back().layer, .place = graph_.nodes.back().place}};
  graph_.code = code_layer(graph_);
  return std::move(graph_);
}

}  // namespace cae
