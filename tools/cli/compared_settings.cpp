#include "tools/cli/compared_settings.h"

#include <algorithm>
#include <map>

#include "dsl/model/model.h"
#include "framework/base/count_text.h"
#include "framework/base/sha256.h"
#include "framework/run/flat_settings.h"
#include "framework/run/resolved_json.h"
#include "tools/cli/number_text.h"
#include "tools/cli/run_text.h"

namespace cae::cli {
namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

// A model or experiment is compared by its text; the first digits of its hash tell two apart.
std::string text_mark(const std::string& file, const std::string& text) {
  return file + " " + sha256(text).substr(0, 6);
}

// Words of the call, of which the resolved settings tell what they did, texts, and lists without a member.
bool is_shown(const std::pair<std::string, std::string>& setting) {
  const auto& [key, value] = setting;
  if (key.starts_with("options.") && !key.starts_with("options.disable-pass")) return false;
  return value.find('\n') == std::string::npos && value != "{}" && value != "[]" && key != "variant" &&
         key != "train.seed";
}

// Whether the run has this setting: an optimizer or a schedule has the keys of its kind.
bool is_of_kind(const std::string& key, const std::map<std::string, std::string>& run,
                const std::map<std::string, std::string>& defaults) {
  const std::string kind = key.substr(0, key.rfind('.') + 1) + "kind";
  const auto by_default = defaults.find(kind);
  if (by_default == defaults.end()) return true;
  const auto chosen = run.find(kind);
  return chosen == run.end() || chosen->second == by_default->second;
}

void add_resolved(const StoredRun& run, Settings& list) {
  const Settings written = flat_settings(run.configuration);
  std::copy_if(written.begin(), written.end(), std::back_inserter(list), is_shown);
  const std::map<std::string, std::string> of_run(written.begin(), written.end());
  const Settings defaults = flat_settings(resolved_json(RunConfig()));
  const std::map<std::string, std::string> by_default(defaults.begin(), defaults.end());
  for (const auto& setting : defaults) {
    if (is_shown(setting) && !of_run.contains(setting.first) && is_of_kind(setting.first, of_run, by_default))
      list.push_back(setting);
  }
  const Result<std::vector<ModelParameter>> parameters = model_parameters(run.model_text, run.model_file);
  if (!parameters) return;
  for (const ModelParameter& parameter : *parameters) {
    if (!of_run.contains("set." + parameter.name))
      list.emplace_back("set." + parameter.name, exact_text(parameter.value));
  }
}

}  // namespace

Settings compared_settings(const StoredRun& run) {
  Settings list = {{"experiment", run.experiment},
                   {"variant", run.variant.empty() ? "(base)" : run.variant},
                   {"seed", std::to_string(run.seed)},
                   {"experiment file", text_mark(run.experiment_file, run.experiment_text)},
                   {"model file", text_mark(run.model_file, run.model_text)},
                   {"parameters", count_text(run.parameters)}};
  add_resolved(run, list);
  for (const PluginRecord& plugin : run.plugins)
    list.emplace_back("plugin " + plugin.name, plugin.version + " " + plugin.sha256.substr(0, 6));
  list.emplace_back("cae-lab", run.cae_lab_version);
  list.emplace_back("oneDNN", run.onednn_version);
  list.emplace_back("git", run.git_revision.value_or("").substr(0, 12));
  list.emplace_back("cpu", run.cpu);
  list.emplace_back("isa", run.isa);
  list.emplace_back("threads", std::to_string(run.threads));
  return list;
}

}  // namespace cae::cli
