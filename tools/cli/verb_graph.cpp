// cae-lab graph MODEL -o F: the model as a picture.
#include <fmt/format.h>

#include <memory>

#include "framework/draw/graph_drawing.h"
#include "tools/cli/model_arguments.h"

namespace cae::cli {
namespace {

int draw(const ModelArguments& arguments, const std::string& file) {
  const Result<Graph> graph = load_model(arguments);
  if (!graph) return report(graph.diagnostics());
  const Status drawn = draw_graph(*graph, file);
  if (!drawn) return report(drawn.diagnostics());
  fmt::print("{}\n", file);
  return 0;
}

}  // namespace

void add_graph(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("graph", "Draw a model: a box a layer, shapes on the arrows");
  const auto arguments = std::make_shared<ModelArguments>();
  const auto file = std::make_shared<std::string>();
  add_model_arguments(*verb, *arguments);
  verb->add_option("-o,--output", *file, "The picture: .svg, .png, .pdf or .dot")->required();
  verb->callback([arguments, file, &status] { status = draw(*arguments, *file); });
}

}  // namespace cae::cli
