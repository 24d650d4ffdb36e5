// The scripts that give an experiment's runs to a queue.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "framework/base/result.h"

namespace cae::cli {

struct BatchTask {
  std::string name = {};                  // "narrow-s1"
  std::vector<std::string> command = {};  // that makes its run, from where it is
};

struct BatchJob {
  std::string name = {};    // of the experiment
  std::string folder = {};  // in which the commands are run
  std::string logs = {};    // a folder
  std::vector<BatchTask> tasks = {};
  std::vector<std::string> collect = {};  // the command for the end
  std::optional<std::string> partition = {};
  std::optional<std::string> time = {};
  int cpus = 1;  // of a rank
  std::int64_t ranks = 1;
  std::optional<std::int64_t> max_running = {};  // none: as many as there is room for
};

// Refuses folders that sbatch would not read as they are: control characters, which no quotes keep in a line
// of options, and backslashes, after which it leaves the fields of a log's name as they are. E781.
Status check_for_slurm(const BatchJob& job);

// An array of Slurm with a task for each, and the job that collects afterwards.
std::string slurm_array(const BatchJob& job);
std::string slurm_collect(const BatchJob& job);

// The same for GNU parallel, both in one.
std::string parallel_script(const BatchJob& job);

}  // namespace cae::cli
