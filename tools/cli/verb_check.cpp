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
#include "framework/base/warning_codes.h"
#include "tools/cli/foresight.h"
#include "tools/cli/json_text.h"
#include "tools/cli/standard_output.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

// What is said after "FILE: ok", as text and for other programs, and the warnings before it.
struct Checked {
  std::string text = {};
  Json facts = Json::object();
  Diagnostics warnings = {};
};

Result<Checked> check_model_file(const std::string& file) {
  const Result<std::string> text = read_model(file);
  if (!text) return text.diagnostics();
  const Result<CheckedModel> model = check_model(*text, file);
  if (!model) return model.diagnostics();
  const Graph* graph = &model->graph;
  Checked checked{.warnings = model->warnings};
  checked.facts = {{"kind", "model"},
                   {"name", graph->name},
                   {"layers", graph->layers().size()},
                   {"parameters", graph->parameter_count()}};
  checked.text = "model " + graph->name + ", " +
                 counted(static_cast<std::int64_t>(graph->layers().size()), "layer") + ", " +
                 counted(graph->parameter_count(), "parameter");
  return checked;
}

Result<Checked> check_experiment_file(const std::string& file) {
  const Result<Experiment> experiment = load_experiment(file);
  if (!experiment) return experiment.diagnostics();
  Checked checked;
  std::set<std::string> said;
  for (const RunConfig& run : experiment->runs) {
    for (const Diagnostic& warning : run.warnings) {
      if (said.insert(render(warning)).second) checked.warnings.push_back(warning);
    }
  }
  if (const Diagnostics problems = foresee(experiment->runs, 1); !problems.empty()) return problems;
  std::vector<std::string> variants;
  for (const RunConfig& run : experiment->runs) {
    if (std::find(variants.begin(), variants.end(), run.variant) == variants.end())
      variants.push_back(run.variant);
  }
  checked.facts = {{"kind", "experiment"},
                   {"name", experiment->name},
                   {"runs", experiment->runs.size()},
                   {"variants", variants}};
  checked.text = "experiment " + experiment->name + ", " +
                 counted(static_cast<std::int64_t>(experiment->runs.size()), "run");
  const bool base = variants.front().empty();
  const auto changed = static_cast<std::int64_t>(variants.size()) - (base ? 1 : 0);
  if (changed > 0) checked.text += " of " + counted(changed, "variant") + (base ? " and the base" : "");
  return checked;
}

Result<Checked> check_file(const std::string& file) {
  const std::string ending = std::filesystem::path(file).extension().string();
  if (ending == ".cae") return check_model_file(file);
  if (ending == ".yaml" || ending == ".yml") return check_experiment_file(file);
  return catalogue::neither_model_nor_experiment(file);
}

struct Arguments {
  std::vector<std::string> files;
  std::vector<std::string> denied;  // codes of warnings, or "all"
  bool json = false;
};

// The warnings, those that are denied as errors.
Diagnostics with_denied(Diagnostics warnings, const std::vector<std::string>& denied) {
  for (Diagnostic& warning : warnings) {
    const bool refused = std::any_of(denied.begin(), denied.end(), [&](const std::string& code) {
      return code == "all" || code == warning.code;
    });
    if (refused) warning.severity = Severity::error;
  }
  return warnings;
}

// A file with what was found of it: an element of --json.
Json checked_json(const std::string& file, const Result<Checked>& result, const Diagnostics& found) {
  Json json{{"file", file}, {"ok", exit_status(found) == 0}};
  if (result) json.update(result->facts);
  json["diagnostics"] = Json::array();
  for (const Diagnostic& diagnostic : found) json["diagnostics"].push_back(diagnostic_json(diagnostic));
  return json;
}

int check(const Arguments& arguments) {
  int status = 0;
  std::vector<Json> objects;
  for (const std::string& file : arguments.files) {
    const Result<Checked> result = check_file(file);
    const Diagnostics found = result ? with_denied(result->warnings, arguments.denied) : result.diagnostics();
    status = std::max(status, exit_status(found));
    if (arguments.json) {
      objects.push_back(checked_json(file, result, found));
      continue;
    }
    report(found);
    if (!result || exit_status(found) != 0) continue;
    print(visible(file) + ": ok, " + result->text + "\n");
    flush_output();
  }
  if (arguments.json) print_json_array(objects);
  return status;
}

ValueCheck warning_code() {
  return {"the code of a warning, such as W204, or all", [](const std::string& word) {
            const std::vector<std::string> codes = warning_codes();
            return word == "all" || std::find(codes.begin(), codes.end(), word) != codes.end();
          }};
}

}  // namespace

Verb check_verb() {
  const auto arguments = std::make_shared<Arguments>();
  return {.name = "check",
          .help = "Check models and experiments, and report every mistake",
          .options = {{.names = "FILE",
                       .help = "a model (.cae) or an experiment (.yaml)",
                       .target = &arguments->files,
                       .path = PathTo::read,
                       .required = true},
                      {.names = "--deny",
                       .help = "warnings that are to be errors: their codes, or all",
                       .target = &arguments->denied,
                       .value = "CODE",
                       .check = warning_code()},
                      json_option(arguments->json, "print a JSON array with an object for each file")},
          .run = [arguments] { return check(*arguments); }};
}

}  // namespace cae::cli
