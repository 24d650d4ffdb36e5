// cae-lab check FILE...: says of each model and experiment that it is in order, or every mistake in it.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "dsl/experiment/experiment.h"
#include "dsl/model/model.h"
#include "framework/base/catalogue/experiment.h"
#include "framework/base/count_text.h"
#include "framework/base/utf8.h"
#include "tools/cli/foresight.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

// What is said after "FILE: ok".
Result<std::string> check_model_file(const std::string& file) {
  const Result<Graph> graph = load_model(file);
  if (!graph) return graph.diagnostics();
  return "model " + graph->name + ", " + counted(static_cast<std::int64_t>(graph->layers().size()), "layer") +
         ", " + counted(graph->parameter_count(), "parameter");
}

Result<std::string> check_experiment_file(const std::string& file) {
  const Result<Experiment> experiment = load_experiment(file);
  if (!experiment) return experiment.diagnostics();
  std::set<std::string> said;
  for (const RunConfig& run : experiment->runs) {
    for (const Diagnostic& warning : run.warnings) {
      if (said.insert(render(warning)).second) report({warning});
    }
  }
  if (const Diagnostics problems = foresee(experiment->runs, 1); !problems.empty()) return problems;
  std::vector<std::string> variants;
  for (const RunConfig& run : experiment->runs) {
    if (std::find(variants.begin(), variants.end(), run.variant) == variants.end())
      variants.push_back(run.variant);
  }
  std::string text = "experiment " + experiment->name + ", " +
                     counted(static_cast<std::int64_t>(experiment->runs.size()), "run");
  if (variants.size() > 1)
    text += " of " + counted(static_cast<std::int64_t>(variants.size()) - 1, "variant") + " and the base";
  return text;
}

Result<std::string> check_file(const std::string& file) {
  const std::string ending = std::filesystem::path(file).extension().string();
  if (ending == ".cae") return check_model_file(file);
  if (ending == ".yaml" || ending == ".yml") return check_experiment_file(file);
  return catalogue::neither_model_nor_experiment(file);
}

int check(const std::vector<std::string>& files) {
  int status = 0;
  for (const std::string& file : files) {
    const Result<std::string> result = check_file(file);
    if (result) {
      print(visible(file) + ": ok, " + *result + "\n");
      flush_output();
    } else {
      status = std::max(status, report(result.diagnostics()));
    }
  }
  return status;
}

}  // namespace

Verb check_verb() {
  const auto files = std::make_shared<std::vector<std::string>>();
  return {.name = "check",
          .help = "Check models and experiments, and report every mistake",
          .options = {{.names = "FILE",
                       .help = "a model (.cae) or an experiment (.yaml)",
                       .target = files.get(),
                       .required = true}},
          .run = [files] { return check(*files); }};
}

}  // namespace cae::cli
