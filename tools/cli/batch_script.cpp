#include "tools/cli/batch_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "framework/base/catalogue/submit.h"
#include "framework/base/count_text.h"
#include "framework/base/shell_word.h"

namespace cae::cli {
namespace {

// sbatch reads its options like words in double quotes.
std::string directive(const std::string& option, const std::string& value) {
  std::string text;
  for (const char letter : value) {
    if (letter == '"' || letter == '\\') text += '\\';
    text += letter;
  }
  const bool plain = value == shell_word(value);
  return "#SBATCH --" + option + "=" + (plain ? value : "\"" + text + "\"") + "\n";
}

std::string log_folder(const BatchJob& job) {
  return (std::filesystem::path(job.folder) / job.logs).string();
}

// In the name of a log '%' begins a field, also in the folder that sbatch puts before a relative one.
std::string log_file(const BatchJob& job, const std::string& name) {
  std::string text;
  for (const char letter : log_folder(job)) text += letter == '%' ? "%%" : std::string(1, letter);
  return text + "/" + name;
}

std::string common_directives(const BatchJob& job) {
  std::string text = directive("chdir", job.folder);
  if (job.partition) text += directive("partition", *job.partition);
  // After a preemption, or where a node is lost; the log then goes on.
  return text + "#SBATCH --requeue\n#SBATCH --open-mode=append\n";
}

// What mpirun starts is one run on several hosts.
std::string task_command(const BatchJob& job, const BatchTask& task) {
  const std::string command = shell_command(task.command);
  return job.ranks > 1 ? fmt::format("mpirun -n {} {}", job.ranks, command) : command;
}

// OpenMPI gives its ranks a terminal, but what they print goes into a file.
std::string no_terminal(const BatchJob& job) {
  return job.ranks > 1 ? "export TERM=dumb\n" : "";
}

std::string script_head(const std::string& what) {
  return fmt::format("#!/bin/bash\n# Written by cae-lab submit: {}\n", what);
}

}  // namespace

Status check_for_slurm(const BatchJob& job) {
  for (const auto& [name, path] :
       {std::pair{"--store", job.logs}, std::pair{"the current folder", job.folder}}) {
    if (std::any_of(path.begin(), path.end(),
                    [](unsigned char letter) { return letter < ' ' || letter == 127; }))
      return catalogue::no_path_for_slurm(name, path, "a line break or another control character");
    if (path.find('\\') != std::string::npos) return catalogue::no_path_for_slurm(name, path, "a backslash");
  }
  return Done{};
}

std::string slurm_array(const BatchJob& job) {
  std::string text =
      script_head(counted(static_cast<std::int64_t>(job.tasks.size()), "run") + ", one a task.");
  text += directive("job-name", job.name);
  text += fmt::format("#SBATCH --array=1-{}{}\n", job.tasks.size(),
                      job.max_running ? fmt::format("%{}", *job.max_running) : "");
  text += fmt::format("#SBATCH --ntasks={}\n#SBATCH --cpus-per-task={}\n", job.ranks, job.cpus);
  if (job.time) text += directive("time", *job.time);
  text += common_directives(job) + directive("output", log_file(job, "%A_%a.txt"));
  text +=
      "# The program takes the shell's place, so that Slurm's signals reach it. --missing: a task that was "
      "stopped or\n"
      "# requeued goes on, one that is done ends at once.\n";
  text += no_terminal(job) + "case $SLURM_ARRAY_TASK_ID in\n";
  int index = 0;
  for (const BatchTask& task : job.tasks)
    text += fmt::format("  {}) exec {} ;;\n", ++index, task_command(job, task));
  return text + "esac\n";
}

std::string slurm_collect(const BatchJob& job) {
  return script_head("merges what the tasks have recorded, and says what is missing.") +
         directive("job-name", job.name + "-merge") + common_directives(job) +
         directive("output", log_file(job, "%A_merge.txt")) + "exec " + shell_command(job.collect) + "\n";
}

std::string parallel_script(const BatchJob& job) {
  std::string text =
      script_head(counted(static_cast<std::int64_t>(job.tasks.size()), "run") + " by GNU parallel.");
  text += "cd " + shell_word(job.folder) + " || exit 1\n";
  text += no_terminal(job) + "task() {\n  case $1 in\n";
  for (const BatchTask& task : job.tasks)
    text += fmt::format("    {}) exec {} ;;\n", task.name, task_command(job, task));
  text += "  esac\n}\nexport -f task\nexport SHELL=/bin/bash\n";
  if (job.max_running) {
    text += fmt::format("jobs={}\n", *job.max_running);
  } else {
    text += fmt::format("jobs=$(($(nproc) / {}))\n", job.cpus * job.ranks);
  }
  // Ten seconds to record everything, where parallel itself is stopped.
  text +=
      "parallel --jobs $((jobs > 0 ? jobs : 1)) --line-buffer --tag --termseq TERM,10000,KILL,25 task ::: "
      "\\\n";
  for (const BatchTask& task : job.tasks)
    text += "  " + task.name + (&task == &job.tasks.back() ? "\n" : " \\\n");
  return text + "exec " + shell_command(job.collect) + "\n";
}

}  // namespace cae::cli
