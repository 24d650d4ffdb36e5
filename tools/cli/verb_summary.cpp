// cae-lab summary MODEL: a table of the layers with their output shapes and parameters, and the totals.
#include <memory>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <variant>
#include <vector>

#include "framework/base/count_text.h"
#include "framework/graph/operator.h"
#include "framework/graph/written_layer.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/text_table.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

const std::string& name_of_layer(const Graph& graph, NodeId node) {
  return graph.nodes[static_cast<std::size_t>(node)].layer;
}

// The layer as a line of the language, after a `from` if it does not read the layer above.
std::string written(const Graph& graph, NodeId id) {
  const Node& node = graph.nodes[static_cast<std::size_t>(id)];
  const bool names_all = !find_operator(node.kind)->named_inputs().empty();
  const bool goes_on = names_all || node.inputs.empty() || node.inputs.front() == id - 1;
  return (goes_on ? "" : "from " + name_of_layer(graph, node.inputs.front()) + "; ") +
         written_layer(graph, node);
}

using Json = nlohmann::ordered_json;

struct SummaryCall {
  ModelArguments model;
  bool json = false;
};

// Numbers, flags and words as they are; what has sides as a list of them; the rest as it is written.
Json as_json(const AttributeValue& value) {
  return std::visit(
      [&value](const auto& held) -> Json {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, Window>) {
          return {held.height, held.width};
        } else if constexpr (std::is_same_v<Held, Shape>) {
          return {held.height, held.width, held.channels};
        } else if constexpr (std::is_same_v<Held, Padding>) {
          if (held.mode == Padding::Mode::fixed) return {held.height, held.width};
          return to_string(value);
        } else if constexpr (std::is_same_v<Held, Activation>) {
          return to_string(value);
        } else {
          return held;
        }
      },
      value);
}

// Every node of the graph in order: what another program needs to build the same model.
Json as_json(const Graph& graph) {
  Json nodes = Json::array();
  for (const Node& node : graph.nodes) {
    Json settings = Json::object();
    for (const auto& [name, value] : node.attributes) settings[name] = as_json(value);
    Json parameters = Json::object();
    for (const ParameterSpec& parameter : node.parameters) {
      if (parameter.owned()) parameters[parameter.name] = parameter.dimensions;
    }
    Json inputs = Json::array();
    for (const NodeId input : node.inputs)
      inputs.push_back(graph.nodes[static_cast<std::size_t>(input)].name);
    nodes.push_back({{"name", node.name},
                     {"kind", node.kind},
                     {"layer", node.layer},
                     {"inputs", inputs},
                     {"settings", settings},
                     {"shape", {node.shape.height, node.shape.width, node.shape.channels}},
                     {"parameters", parameters}});
  }
  Json outputs = Json::array();
  for (const Output& output : graph.outputs) {
    Json loss = nullptr;  // that of the experiment
    if (!output.loss.empty()) loss = output.loss;
    outputs.push_back(
        {{"layer", output.name}, {"loss", loss}, {"weight", output.weight}, {"target", output.target}});
  }
  return {{"model", graph.name},
          {"nodes", nodes},
          {"outputs", outputs},
          {"parameters", graph.parameter_count()},
          {"trainable", graph.parameter_count(true)}};
}

TextTable layer_table(const Graph& graph) {
  TextTable table({{"layer"}, {"as written"}, {"output"}, {"parameters", Align::right}});
  table.leave_out_rule();
  // The nodes of a layer stand one after the other.
  for (NodeId id = 1; id < static_cast<NodeId>(graph.nodes.size());) {
    const std::string& layer = name_of_layer(graph, id);
    const std::string line = written(graph, id);
    std::string shape;
    std::int64_t parameters = 0;
    for (; id < static_cast<NodeId>(graph.nodes.size()) && name_of_layer(graph, id) == layer; ++id) {
      const Node& node = graph.nodes[static_cast<std::size_t>(id)];
      shape = to_string(node.shape);
      for (const ParameterSpec& parameter : node.parameters)
        parameters += parameter.owned() ? parameter.elements() : 0;
    }
    table.add({{layer}, {line}, {shape}, {count_text(parameters)}});
  }
  return table;
}

// "outputs: pixels; classes loss=cross_entropy weight=0.1 target=labels", as the language writes them; ""
// where the last layer is the only one.
std::string outputs_text(const Graph& graph) {
  const Output& first = graph.outputs.front();
  const bool plain = graph.outputs.size() == 1 && first.loss.empty() && first.weight == 1.0 &&
                     first.node == static_cast<NodeId>(graph.nodes.size()) - 1;
  if (plain) return "";
  std::string text;
  for (const Output& output : graph.outputs) {
    text += (text.empty() ? "outputs: " : "; ") + output.name;
    if (!output.loss.empty()) text += " loss=" + output.loss;
    if (output.weight != 1.0) text += " weight=" + to_string(AttributeValue(output.weight));
    if (output.target != target_images) text += " target=" + output.target;
  }
  return text + "\n";
}

void print_table(const Graph& graph) {
  const Node& input = graph.nodes[static_cast<std::size_t>(graph.input)];
  print("model " + graph.name + ", input " + to_string(input.shape) + "\n\n" + layer_table(graph).text() +
        (outputs_text(graph).empty() ? "" : "\n" + outputs_text(graph)));
  const std::int64_t total = graph.parameter_count();
  const std::int64_t trainable = graph.parameter_count(true);
  print("\ntotal parameters: " + count_text(total) + "\ntrainable: " + count_text(trainable) +
        "\nnon-trainable: " + count_text(total - trainable) + "\n");
}

int summarise(const SummaryCall& call) {
  const Result<Graph> graph = load_model(call.model);
  if (!graph) return report(graph.diagnostics());
  if (call.json) {
    print(as_json(*graph).dump() + "\n");
  } else {
    print_table(*graph);
  }
  return 0;
}

}  // namespace

Verb summary_verb() {
  const auto call = std::make_shared<SummaryCall>();
  return {.name = "summary",
          .help = "Show a model's layers, output shapes and parameters",
          .options = {model_argument(call->model), model_settings_option(call->model),
                      json_option(call->json,
                                  "print the model's nodes as one JSON object, to build it elsewhere")},
          .run = [call] { return summarise(*call); }};
}

}  // namespace cae::cli
