#include "tools/cli/run_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "framework/base/shell_word.h"
#include "tools/cli/number_text.h"

namespace cae::cli {
namespace {

using nlohmann::ordered_json;

void flatten(const ordered_json& value, const std::string& key,
             std::vector<std::pair<std::string, std::string>>& flat) {
  if (value.is_structured() && !value.empty()) {
    for (const auto& item : value.items())
      flatten(item.value(), key.empty() ? item.key() : key + "." + item.key(), flat);
    return;
  }
  const auto replace = ordered_json::error_handler_t::replace;
  flat.emplace_back(key, value.is_string()         ? value.get<std::string>()
                         : value.is_number_float() ? exact_text(value.get<double>())
                                                   : value.dump(-1, ' ', false, replace));
}

}  // namespace

TableCell status_cell(const RunStore& store, const std::string& name, RunStatus status) {
  if (status == RunStatus::running && !store.is_alive(name)) status = RunStatus::interrupted;
  switch (status) {
    case RunStatus::running:
      return {name_of(status), Colour::blue};
    case RunStatus::done:
      return {name_of(status), Colour::green};
    case RunStatus::failed:
      return {name_of(status), Colour::red};
    default:
      return {name_of(status), Colour::yellow};
  }
}

Result<std::vector<std::int64_t>> find_runs(const RunStore& store, const std::vector<std::string>& words) {
  std::vector<std::int64_t> ids;
  Diagnostics unknown;
  for (const std::string& word : words) {
    const Result<std::int64_t> id = store.find(word);
    if (id) {
      ids.push_back(*id);
    } else {
      unknown.insert(unknown.end(), id.diagnostics().begin(), id.diagnostics().end());
    }
  }
  if (!unknown.empty()) return unknown;
  return ids;
}

std::string title(const std::string& experiment, const std::string& variant) {
  return variant.empty() ? experiment : experiment + "/" + variant;
}

std::string resume_command(const StoredRun& run, const std::string& store_directory) {
  std::string command =
      "cae-lab run " + shell_word(run.experiment_file) + " --resume " + std::to_string(run.id);
  if (store_directory != "runs") command += " --store " + shell_word(store_directory);
  return command;
}

std::vector<std::pair<std::string, std::string>> flat_settings(const std::string& configuration) {
  std::vector<std::pair<std::string, std::string>> flat;
  const ordered_json parsed = ordered_json::parse(configuration, nullptr, false);
  if (parsed.is_object()) flatten(parsed, "", flat);
  return flat;
}

}  // namespace cae::cli
