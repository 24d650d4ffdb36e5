#include "tools/cli/slurm_queue.h"

#include <algorithm>
#include <cctype>
#include <sstream>

#include "framework/base/catalogue/submit.h"
#include "tools/cli/program_output.h"

namespace cae::cli {
namespace {

Result<std::string> answer_of(const std::vector<std::string>& words) {
  const auto output = program_output(words);
  if (!output) return catalogue::no_queue(words.front());
  if (output->status != 0) return catalogue::queue_refused(words.front(), output->text);
  return output->text;
}

bool is_number(const std::string& text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

std::vector<QueuedJob> parsed_queue(const std::string& text) {
  std::vector<QueuedJob> jobs;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream parts(line);
    QueuedJob job;
    std::getline(parts, job.id, '|');
    std::getline(parts, job.state, '|');
    std::getline(parts, job.reason);
    const bool waits =
        job.state == "PENDING" || job.state.starts_with("REQUEUE") || job.state == "SPECIAL_EXIT";
    job.runs = !waits;
    jobs.push_back(std::move(job));
  }
  return jobs;
}

Result<std::vector<QueuedJob>> queued_jobs() {
  const Result<std::string> text =
      answer_of({"squeue", "--me", "--noheader", "--array", "--format=%i|%T|%r"});
  if (!text) return text.diagnostics();
  return parsed_queue(*text);
}

Result<std::string> submit_script(const std::string& file, const std::string& after) {
  std::vector<std::string> words{"sbatch", "--parsable"};
  if (!after.empty()) words.push_back("--dependency=afterany:" + after);
  words.push_back(file);
  const Result<std::string> text = answer_of(words);
  if (!text) return text.diagnostics();
  // "123", or "123;cluster"; warnings may stand before.
  std::string last = text->substr(text->rfind('\n') + 1);
  last = last.substr(0, last.find(';'));
  if (!is_number(last)) return catalogue::queue_not_understood("sbatch", *text);
  return last;
}

}  // namespace cae::cli
