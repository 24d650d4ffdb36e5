// cae-lab graph MODEL -o F: the model as a picture; cae-lab graph --profile RUN -o F: with the times of a
// run.
#include <memory>

#include "framework/base/catalogue/call.h"
#include "framework/draw/graph_drawing.h"
#include "framework/passes/pass.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/option_values.h"
#include "tools/cli/profiled_graph.h"
#include "tools/cli/run_text.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/store_argument.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

struct GraphCall {
  ModelArguments model;
  std::string file;    // "-" is standard output
  std::string format;  // of the picture, or "": by the ending of `file`, SVG for "-"
  std::string stage = "model";
  std::string profile;  // a run, or ""
  std::string store = "runs";
};

int write_picture(const Graph& graph, const GraphCall& call, const GraphTimes* times) {
  if (call.file == "-") {
    const Result<std::string> picture =
        graph_picture(graph, call.format.empty() ? "svg" : call.format, "standard output", times);
    if (!picture) return report(picture.diagnostics());
    print(*picture);
  } else {
    const Status drawn = draw_graph(graph, call.file, times, call.format);
    if (!drawn) return report(drawn.diagnostics());
    print(visible(call.file) + "\n");
  }
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

void add_graph(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("graph", "Draw a model: a box a layer, shapes on the arrows");
  const auto call = std::make_shared<GraphCall>();
  CLI::Option* model = add_model_arguments(*verb, call->model)->required(false);
  verb->add_option("-o,--output", call->file,
                   "the picture to write: .svg, .png, .pdf or .dot; - for standard output")
      ->required()
      ->type_name("F.svg");
  verb->add_option("--format", call->format, "what to write, if not by the file's ending (svg for -)")
      ->check(one_of({"svg", "png", "pdf", "dot"}))
      ->type_name("WORD");
  verb->add_option("--stage", call->stage, "draw the model as written, or as it is trained after all passes")
      ->check(one_of({"model", "optimised"}))
      ->type_name("WORD")
      ->capture_default_str();
  verb->add_option("--profile", call->profile,
                   "draw the model of this run, as it was trained, coloured by the times of its --profile")
      ->type_name("RUN")
      ->excludes(model);
  add_store_option(*verb, call->store);
  verb->callback([call, &status] { status = draw(*call); });
}

}  // namespace cae::cli
