// cae-lab graph MODEL -o F: the model as a picture; cae-lab graph --profile RUN -o F: with the times of a
// run.
#include <fmt/format.h>

#include <memory>

#include "framework/base/catalogue/call.h"
#include "framework/draw/graph_drawing.h"
#include "framework/passes/pass.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/profiled_graph.h"
#include "tools/cli/run_text.h"
#include "tools/cli/store_argument.h"

namespace cae::cli {
namespace {

struct GraphCall {
  ModelArguments model;
  std::string file;
  std::string stage = "model";
  std::string profile;  // a run, or ""
  std::string store = "runs";
};

int draw_profile(const GraphCall& call) {
  const Result<RunStore> store = RunStore::open(call.store, StoreAccess::read);
  if (!store) return report(store.diagnostics());
  const Result<ProfiledGraph> profiled = profiled_graph(*store, call.profile);
  if (!profiled) return report(profiled.diagnostics());
  const Status drawn = draw_graph(profiled->graph, call.file, &profiled->times);
  if (!drawn) return report(drawn.diagnostics());
  fmt::print("{}\n", visible(call.file));
  return 0;
}

int draw(const GraphCall& call) {
  if (!call.profile.empty()) return draw_profile(call);
  if (call.model.model.empty()) return report({catalogue::wrong_call("model is required", "graph")});
  Result<Graph> graph = load_model(call.model);
  if (!graph) return report(graph.diagnostics());
  if (call.stage == "optimised") {
    *graph = optimise(*graph, {});
    graph->name += ", optimised";
  }
  const Status drawn = draw_graph(*graph, call.file);
  if (!drawn) return report(drawn.diagnostics());
  fmt::print("{}\n", visible(call.file));
  return 0;
}

}  // namespace

void add_graph(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("graph", "Draw a model: a box a layer, shapes on the arrows");
  const auto call = std::make_shared<GraphCall>();
  CLI::Option* model = add_model_arguments(*verb, call->model)->required(false);
  verb->add_option("-o,--output", call->file, "The picture: .svg, .png, .pdf or .dot")->required();
  verb->add_option("--stage", call->stage, "The model as written, or as it is trained after all passes")
      ->check(CLI::IsMember({"model", "optimised"}))
      ->capture_default_str();
  verb->add_option("--profile", call->profile,
                   "Draw the model of this run, as it was trained, coloured by the times of its --profile")
      ->type_name("RUN")
      ->excludes(model);
  add_store_option(*verb, call->store);
  verb->callback([call, &status] { status = draw(*call); });
}

}  // namespace cae::cli
