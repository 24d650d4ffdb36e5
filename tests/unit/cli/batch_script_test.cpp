// The scripts of `cae-lab submit`, and what it reads of Slurm's answers.
#include "tools/cli/batch_script.h"

#include <filesystem>
#include <set>

#include "tests/support/catch.h"
#include "tools/cli/slurm_queue.h"
#include "tools/cli/submission.h"

using namespace cae;
using namespace cae::cli;

namespace {

BatchJob sample_job() {
  return {.name = "denoise",
          .folder = "/home/me/lab",
          .logs = "runs/submitted/denoise/logs",
          .tasks = {{"s1", {"cae-lab", "run", "x.yaml", "--variant", "", "--seed", "1"}},
                    {"narrow-s1", {"cae-lab", "run", "x.yaml", "--variant", "narrow", "--seed", "1"}}},
          .collect = {"cae-lab", "submit", "x.yaml", "--collect"}};
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an array has a task for each run, whose program gets Slurm's signals") {
  BatchJob job = sample_job();
  const std::string plain = slurm_array(job);
  CHECK(plain.starts_with("#!/bin/bash\n"));
  CHECK(has(plain, "#SBATCH --array=1-2\n"));
  CHECK(has(plain, "#SBATCH --chdir=/home/me/lab\n"));
  CHECK(has(plain, "  1) exec cae-lab run x.yaml --variant '' --seed 1 ;;\n"));
  CHECK(has(plain, "  2) exec cae-lab run x.yaml --variant narrow --seed 1 ;;\n"));
  CHECK_FALSE(has(plain, "--partition"));
  CHECK_FALSE(has(plain, "--time"));
  job.partition = "long";
  job.time = "2:00:00";
  job.cpus = 4;
  job.max_running = 8;
  job.ranks = 3;
  const std::string full = slurm_array(job);
  CHECK(has(full, "#SBATCH --array=1-2%8\n"));
  CHECK(has(full, "#SBATCH --ntasks=3\n#SBATCH --cpus-per-task=4\n"));
  CHECK(has(full, "#SBATCH --time=2:00:00\n"));
  CHECK(has(full, "#SBATCH --partition=long\n"));
  CHECK(has(full, "  1) exec mpirun -n 3 cae-lab run"));
  CHECK(has(full, "export TERM=dumb\n"));
  CHECK_FALSE(has(plain, "TERM"));
  CHECK(has(slurm_collect(job), "exec cae-lab submit x.yaml --collect\n"));
  CHECK(has(slurm_collect(job), "#SBATCH --partition=long\n"));
}

TEST_CASE("odd names stay one word in a script, and no field of a log's name") {
  BatchJob job = sample_job();
  job.folder = "/home/me/my \"lab\"";
  job.logs = "50% of it/logs";
  const std::string text = slurm_array(job);
  CHECK(has(text, R"(#SBATCH --chdir="/home/me/my \"lab\"")"));
  CHECK(has(text, R"(#SBATCH --output="/home/me/my \"lab\"/50%% of it/logs/%A_%a.txt")"));
  job.folder = "/home/me/100%A # ";
  CHECK(has(slurm_array(job), "#SBATCH --chdir=\"/home/me/100%A # \"\n"));
  CHECK(has(slurm_array(job), "#SBATCH --output=\"/home/me/100%%A # /50%% of it/logs/%A_%a.txt\"\n"));
  job.logs = "/elsewhere/logs";
  CHECK(has(slurm_array(job), "#SBATCH --output=/elsewhere/logs/%A_%a.txt\n"));
}

TEST_CASE("folders that no quotes keep in a line of options are refused by their name") {
  CHECK(check_for_slurm(sample_job()));
  for (const std::string bad : {"a\nb", "a\rb", "a\x7f", "a\\b"}) {
    BatchJob store = sample_job(), folder = sample_job();
    store.logs = bad;
    folder.folder = bad;
    const Status first = check_for_slurm(store), second = check_for_slurm(folder);
    REQUIRE_FALSE(first);
    REQUIRE_FALSE(second);
    CHECK(first.diagnostics().front().code == "E781");
    CHECK(first.diagnostics().front().message.starts_with("--store cannot be '"));
    CHECK(second.diagnostics().front().message.starts_with("the current folder cannot be '"));
  }
}

TEST_CASE("GNU parallel gets the same tasks by their names") {
  BatchJob job = sample_job();
  const std::string text = parallel_script(job);
  CHECK(has(text, "cd /home/me/lab || exit 1\n"));
  CHECK(has(text, "    narrow-s1) exec cae-lab run x.yaml --variant narrow --seed 1 ;;\n"));
  CHECK(has(text, "task ::: \\\n  s1 \\\n  narrow-s1\n"));
  CHECK(has(text, "exec cae-lab submit x.yaml --collect\n"));
  CHECK(has(text, "jobs=$(($(nproc) / 1))"));
  job.max_running = 2;
  CHECK(has(parallel_script(job), "jobs=2\n"));
}

TEST_CASE("squeue's lines become jobs that run or wait") {
  const std::vector<QueuedJob> jobs =
      parsed_queue("12_3|RUNNING|None\n12_4|PENDING|(launch failed requeued held)\n13|REQUEUED|\n");
  REQUIRE(jobs.size() == 3);
  CHECK(jobs[0].id == "12_3");
  CHECK(jobs[0].runs);
  CHECK_FALSE(jobs[1].runs);
  CHECK(jobs[1].reason == "(launch failed requeued held)");
  CHECK_FALSE(jobs[2].runs);
  CHECK(parsed_queue("").empty());
}

TEST_CASE("every variant and seed has a task name of its own") {
  CHECK(task_name("", 3) == "s3");
  CHECK(task_name("narrow", 3) == "narrow-s3");
  std::set<std::string> names;
  for (const char* variant : {"", "a b", "a-b", "a/b", "..", "-x", "s3"}) names.insert(task_name(variant, 3));
  CHECK(names.size() == 7);
  for (const std::string& name : names) CHECK(name.find('/') == std::string::npos);
  CHECK(task_name("..", 1).front() != '.');
}

TEST_CASE("a submission is read as it was written, and another file is refused") {
  const std::string folder = (std::filesystem::temp_directory_path() / "cae-submission-test").string();
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder + "/submitted/denoise");
  const std::string place = submission_folder(folder, "denoise");
  CHECK(place == folder + "/submitted/denoise");
  CHECK(read_submission(place).take().tasks.empty());
  const Submission written{.folder = place,
                           .experiment = "denoise",
                           .tasks = {{"narrow-s1", "narrow", 1}},
                           .jobs = {{.array = "7", .merge = "8", .tasks = {"narrow-s1"}}}};
  REQUIRE(write_submission(written));
  const Submission read = all_submissions(folder).take().at(0);
  CHECK(read.tasks.at(0).variant == "narrow");
  CHECK(read.jobs.at(0).merge == "8");
  Submission outside = written;
  outside.tasks[0].name = "../elsewhere";
  REQUIRE(write_submission(outside));
  CHECK(read_submission(place).diagnostics().at(0).code == "E774");
  std::filesystem::remove_all(folder);
}
