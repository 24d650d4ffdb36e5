// cae-lab graph MODEL -o F: the model as a picture; cae-lab graph --profile RUN -o F: with the times of a
// run.
#include <memory>

#include "framework/base/catalogue/call.h"
#include "framework/draw/graph_drawing.h"
#include "framework/passes/pass.h"
#include "tools/cli/dark_option.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/profiled_graph.h"
#include "tools/cli/run_text.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/terminal.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct GraphCall {
  ModelArguments model;
  std::string file;
  std::string format;  // of the picture, or "": by the ending of `file`
  std::string stage = "model";
  std::string profile;  // a run, or ""
  std::string store = "runs";
  bool dark = false;
};

int write_picture(const Graph& graph, const GraphCall& call, const GraphTimes* times) {
  const GraphLook look{.times = times, .dark = call.dark};
  const Status drawn = draw_graph(graph, call.file, look, call.format);
  if (!drawn) return report(drawn.diagnostics());
  print_written(call.file);
  return 0;
}

int draw_profile(const GraphCall& call) {
  const Result<RunStore> store = RunStore::open(call.store, StoreAccess::read);
  if (!store) return report(store.diagnostics());
  const Result<ProfiledGraph> profiled = profiled_graph(*store, call.profile);
  if (!profiled) return report(profiled.diagnostics());
  return write_picture(profiled->graph, call, &profiled->times);
}

int draw(const GraphCall& call) {
  if (!call.profile.empty()) return draw_profile(call);
  if (call.model.model.empty()) {
    return report(
        {catalogue::missing_argument("cae-lab graph", "MODEL", "the model's file, or --profile RUN")});
  }
  Result<Graph> graph = load_model(call.model);
  if (!graph) return report(graph.diagnostics());
  if (call.stage == "optimised") {
    *graph = optimise(*graph, {});
    graph->name += ", optimised";
  }
  return write_picture(*graph, call, nullptr);
}

}  // namespace

Verb graph_verb() {
  const auto call = std::make_shared<GraphCall>();
  Option model = model_argument(call->model);
  model.required = false;
  return {
      .name = "graph",
      .help = "Draw a model: one box per layer, shapes on the arrows",
      .options =
          {model,
           model_settings_option(call->model),
           {.names = "-o,--output",
            .help = "the picture to write: .svg, .png, .pdf or .dot",
            .target = &call->file,
            .value = "F.svg",
            .path = PathTo::write,
            .required = true},
           {.names = "--format",
            .help = "format to write (default: by the file's ending; svg for standard output)",
            .target = &call->format,
            .value = "WORD",
            .check = one_of({"svg", "png", "pdf", "dot"})},
           {.names = "--stage",
            .help = "draw the model as written, or as it is trained after all passes",
            .target = &call->stage,
            .value = "WORD",
            .check = one_of({"model", "optimised"}),
            .shows_default = true},
           {.names = "--profile",
            .help = "draw the model of this run, as it was trained, coloured by the times of its --profile",
            .target = &call->profile,
            .value = "RUN",
            .excludes = {"model"}},
           dark_option(call->dark),
           store_option(call->store)},
      .run = [call] { return draw(*call); }};
}

}  // namespace cae::cli
