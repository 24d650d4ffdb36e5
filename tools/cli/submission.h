// What was submitted of an experiment, as it stands below the store:
// DIR/submitted/EXPERIMENT/submission.json, beside it a store for each task.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/base/result.h"

namespace cae::cli {

// One variant and seed.
struct SubmittedTask {
  std::string name = {};  // of its store below the submission: "narrow-s1"
  std::string variant = {};
  std::uint64_t seed = 0;
};

// One array of Slurm: its task of index i, from 1, is tasks[i - 1].
struct SubmittedJob {
  std::string array = {};  // the job's number
  std::string merge = {};  // of the job that merges when the array has ended
  std::vector<std::string> tasks = {};
};

struct Submission {
  std::string folder = {};
  std::string experiment = {};
  std::vector<SubmittedTask> tasks = {};
  std::vector<SubmittedJob> jobs = {};  // the newest last

  std::string store_of(const SubmittedTask& task) const { return folder + "/" + task.name; }
};

// Different for all variants and seeds.
std::string task_name(const std::string& variant, std::uint64_t seed);

// DIR/submitted/EXPERIMENT.
std::string submission_folder(const std::string& store, const std::string& experiment);

// As it was written; one without tasks where nothing was submitted yet. E774.
Result<Submission> read_submission(const std::string& folder);
Status write_submission(const Submission& submission);

// Of all experiments that were submitted with this store.
Result<std::vector<Submission>> all_submissions(const std::string& store);

}  // namespace cae::cli
