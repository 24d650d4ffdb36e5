#include "tools/cli/run_text.h"

#include "framework/base/shell_word.h"

namespace cae::cli {

TableCell status_cell(const RunStore& store, const std::string& name, RunStatus status) {
  if (status == RunStatus::running && !store.is_alive(name)) status = RunStatus::interrupted;
  switch (status) {
    case RunStatus::running:
      return {name_of(status), TextColour::blue};
    case RunStatus::done:
      return {name_of(status), TextColour::green};
    case RunStatus::failed:
      return {name_of(status), TextColour::red};
    default:
      return {name_of(status), TextColour::yellow};
  }
}

RunStore open_existing_store(const std::string& directory) {
  std::move(RunStore::open(directory, StoreAccess::read)).take();
  return RunStore::open(directory, StoreAccess::write).take();
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

std::string tags_text(const std::vector<std::string>& tags) {
  std::string text;
  for (const std::string& tag : tags) text += (text.empty() ? "" : ", ") + tag;
  return text;
}

std::string title(const std::string& experiment, const std::string& variant) {
  return variant.empty() ? experiment : experiment + "/" + variant;
}

std::string resume_command(std::int64_t run, const std::string& experiment,
                           const std::string& store_directory) {
  std::string command = "cae-lab run " + shell_word(experiment) + " --resume " + std::to_string(run);
  if (store_directory != "runs") command += " --store " + shell_word(store_directory);
  return command;
}

std::string resume_command(const StoredRun& run, const std::string& store_directory) {
  return resume_command(run.id, run.experiment_file, store_directory);
}

std::string analyse_command(std::int64_t run, const std::string& store_directory) {
  std::vector<std::string> words = {"cae-lab", "analyse", std::to_string(run)};
  if (store_directory != "runs") words.insert(words.end(), {"--store", store_directory});
  return shell_command(words);
}

}  // namespace cae::cli
