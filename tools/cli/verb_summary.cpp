// cae-lab summary MODEL: a table of the layers with their output shapes and parameters, and the totals.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "framework/graph/operator.h"
#include "tools/cli/model_arguments.h"

namespace cae::cli {
namespace {

// 306,699
std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

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
    row.parameters = grouped(parameters);
    rows.push_back(std::move(row));
  }
  return rows;
}

void print(const Graph& graph) {
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
  std::printf("\ntotal parameters: %s\ntrainable: %s\nnon-trainable: %s\n", grouped(total).c_str(),
              grouped(trainable).c_str(), grouped(total - trainable).c_str());
}

int summarise(const ModelArguments& arguments) {
  const Result<Graph> graph = load_model(arguments);
  if (!graph) return report(graph.diagnostics());
  print(*graph);
  return 0;
}

}  // namespace

void add_summary(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("summary", "Show a model's layers, output shapes and parameters");
  auto arguments = std::make_shared<ModelArguments>();
  add_model_arguments(*verb, *arguments);
  verb->callback([arguments, &status] { status = summarise(*arguments); });
}

}  // namespace cae::cli
