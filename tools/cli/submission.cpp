#include "tools/cli/submission.h"

#include <algorithm>
#include <filesystem>

#include "framework/base/catalogue/submit.h"
#include "framework/base/file_name_part.h"
#include "framework/base/files.h"
#include "framework/base/folder_entries.h"
#include "framework/base/name.h"
#include "framework/base/sha256.h"
#include "tools/cli/json_text.h"

namespace cae::cli {
namespace {

namespace fs = std::filesystem;

std::string record_file(const std::string& folder) {
  return (fs::path(folder) / "submission.json").string();
}

Json submission_json(const Submission& submission) {
  Json tasks = Json::array();
  for (const SubmittedTask& task : submission.tasks) {
    tasks.push_back({{"name", task.name}, {"variant", task.variant}, {"seed", task.seed}});
  }
  Json jobs = Json::array();
  for (const SubmittedJob& job : submission.jobs) {
    jobs.push_back({{"array", job.array}, {"merge", job.merge}, {"tasks", job.tasks}});
  }
  return {{"experiment", submission.experiment}, {"tasks", tasks}, {"jobs", jobs}};
}

// Throws nlohmann's exceptions where the file is another's.
Submission submission_of(const Json& json, const std::string& folder) {
  Submission submission{.folder = folder, .experiment = json.at("experiment").get<std::string>()};
  for (const Json& task : json.at("tasks")) {
    submission.tasks.push_back({.name = task.at("name").get<std::string>(),
                                .variant = task.at("variant").get<std::string>(),
                                .seed = task.at("seed").get<std::uint64_t>()});
  }
  for (const Json& job : json.at("jobs")) {
    submission.jobs.push_back({.array = job.at("array").get<std::string>(),
                               .merge = job.at("merge").get<std::string>(),
                               .tasks = job.at("tasks").get<std::vector<std::string>>()});
  }
  return submission;
}

bool has_safe_names(const Submission& submission) {
  return std::all_of(submission.tasks.begin(), submission.tasks.end(),
                     [](const SubmittedTask& task) { return is_name(task.name, 255); });
}

}  // namespace

std::string task_name(const std::string& variant, std::uint64_t seed) {
  const std::string end = "s" + std::to_string(seed);
  if (variant.empty()) return end;
  std::string part = file_name_part(variant);
  if (part == variant && is_name(part)) return part + "-" + end;
  // Others may look the same as a file's name.
  constexpr std::size_t digits = 8;
  return "v" + part + "-" + sha256(variant).substr(0, digits) + "-" + end;
}

std::string submission_folder(const std::string& store, const std::string& experiment) {
  return (fs::path(store) / "submitted" / file_name_part(experiment)).string();
}

Result<Submission> read_submission(const std::string& folder) {
  const std::string file = record_file(folder);
  std::error_code error;
  if (!fs::exists(file, error)) return Submission{.folder = folder};
  const Result<std::string> text = read_file(file);
  if (!text) return text.diagnostics();
  try {
    Submission submission = submission_of(Json::parse(*text), folder);
    if (has_safe_names(submission)) return submission;
  } catch (const nlohmann::json::exception&) {
  }
  return catalogue::bad_submission(file);
}

Status write_submission(const Submission& submission) {
  return write_file_atomically(record_file(submission.folder), submission_json(submission).dump(1) + "\n");
}

Result<std::vector<Submission>> all_submissions(const std::string& store) {
  const fs::path folder = fs::path(store) / "submitted";
  std::error_code error;
  std::vector<Submission> all;
  for (const FolderEntry& entry : folder_entries(folder.string(), error)) {
    Result<Submission> submission = read_submission((folder / entry.name).string());
    if (!submission) return submission.diagnostics();
    if (!submission->tasks.empty()) all.push_back(std::move(*submission));
  }
  std::sort(all.begin(), all.end(),
            [](const Submission& a, const Submission& b) { return a.folder < b.folder; });
  return all;
}

}  // namespace cae::cli
