// cae-lab summary MODEL: a table of the layers with their output shapes and parameters, and the totals.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <variant>
#include <vector>

#include "framework/base/count_text.h"
#include "framework/graph/operator.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

// The layer as a line of the language, without what is left at its default.
std::string written(const Node& node) {
  std::string line = node.kind;
  for (const AttributeSpec& spec : find_operator(node.kind)->attributes()) {
    const AttributeValue* value = node.attributes.find(spec.name);
    if (value == nullptr || (spec.default_value && *value == *spec.default_value)) continue;
    line += spec.positional ? " " + to_string(*value) : " " + spec.name + "=" + to_string(*value);
  }
  return line;
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
    for (const ParameterSpec& parameter : node.parameters) parameters[parameter.name] = parameter.dimensions;
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
  return {{"model", graph.name},
          {"nodes", nodes},
          {"parameters", graph.parameter_count()},
          {"trainable", graph.parameter_count(true)}};
}

struct Row {
  std::string layer;
  std::string line;
  std::string shape;
  std::string parameters;
};

std::vector<Row> rows_of(const Graph& graph) {
  std::vector<Row> rows{{"layer", "as written", "output", "parameters"}};
  for (const std::string& layer : graph.layers()) {
    Row row;
    row.layer = layer;
    std::int64_t parameters = 0;
    for (const Node& node : graph.nodes) {
      if (node.layer != layer) continue;
      if (row.line.empty()) row.line = written(node);
      row.shape = to_string(node.shape);
      for (const ParameterSpec& parameter : node.parameters) parameters += parameter.elements();
    }
    row.parameters = count_text(parameters);
    rows.push_back(std::move(row));
  }
  return rows;
}

void print_table(const Graph& graph) {
  const std::vector<Row> rows = rows_of(graph);
  std::size_t layer = 0, line = 0, shape = 0, parameters = 0;
  for (const Row& row : rows) {
    layer = std::max(layer, row.layer.size());
    line = std::max(line, row.line.size());
    shape = std::max(shape, row.shape.size());
    parameters = std::max(parameters, row.parameters.size());
  }
  const Node& input = graph.nodes[static_cast<std::size_t>(graph.input)];
  std::printf("model %s, input %s\n\n", graph.name.c_str(), to_string(input.shape).c_str());
  for (const Row& row : rows) {
    std::printf("%-*s  %-*s  %-*s  %*s\n", static_cast<int>(layer), row.layer.c_str(), static_cast<int>(line),
                row.line.c_str(), static_cast<int>(shape), row.shape.c_str(), static_cast<int>(parameters),
                row.parameters.c_str());
  }
  const std::int64_t total = graph.parameter_count();
  const std::int64_t trainable = graph.parameter_count(true);
  std::printf("\ntotal parameters: %s\ntrainable: %s\nnon-trainable: %s\n", count_text(total).c_str(),
              count_text(trainable).c_str(), count_text(total - trainable).c_str());
}

int summarise(const SummaryCall& call) {
  const Result<Graph> graph = load_model(call.model);
  if (!graph) return report(graph.diagnostics());
  if (call.json) {
    print(as_json(*graph).dump() + "\n");
  } else {
    print_table(*graph);
  }
  return finished_output(0);
}

}  // namespace

void add_summary(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("summary", "Show a model's layers, output shapes and parameters");
  auto call = std::make_shared<SummaryCall>();
  add_model_arguments(*verb, call->model);
  verb->add_flag("--json", call->json, "print the model's nodes as one JSON object, to build it elsewhere");
  verb->callback([call, &status] { status = summarise(*call); });
}

}  // namespace cae::cli
