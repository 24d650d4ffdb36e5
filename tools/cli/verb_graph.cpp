// cae-lab graph MODEL -o F: the model as a picture.
#include <fmt/format.h>

#include <memory>

#include "framework/draw/graph_drawing.h"
#include "framework/passes/pass.h"
#include "tools/cli/model_arguments.h"

namespace cae::cli {
namespace {

struct GraphCall {
  ModelArguments model;
  std::string file;
  std::string stage = "model";
};

int draw(const GraphCall& call) {
  Result<Graph> graph = load_model(call.model);
  if (!graph) return report(graph.diagnostics());
  if (call.stage == "optimised") {
    *graph = optimise(*graph, {});
    graph->name += ", optimised";
  }
  const Status drawn = draw_graph(*graph, call.file);
  if (!drawn) return report(drawn.diagnostics());
  fmt::print("{}\n", call.file);
  return 0;
}

}  // namespace

void add_graph(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("graph", "Draw a model: a box a layer, shapes on the arrows");
  const auto call = std::make_shared<GraphCall>();
  add_model_arguments(*verb, call->model);
  verb->add_option("-o,--output", call->file, "The picture: .svg, .png, .pdf or .dot")->required();
  verb->add_option("--stage", call->stage, "The model as written, or as it is trained after all passes")
      ->check(CLI::IsMember({"model", "optimised"}))
      ->capture_default_str();
  verb->callback([call, &status] { status = draw(*call); });
}

}  // namespace cae::cli
