#include "tools/cli/run_jobs.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <deque>
#include <list>

#include "framework/base/catalogue/call.h"
#include "framework/engine/thread_pool.h"
#include "tools/cli/report.h"
#include "tools/cli/run_call.h"
#include "tools/cli/run_options.h"
#include "tools/cli/stop_signal.h"
#include "tools/cli/terminal.h"

extern char** environ;

namespace cae::cli {
namespace {

// One end of a pipe to read a child's output from, whole lines at a time.
class LineReader {
 public:
  LineReader(int descriptor, std::FILE* to, std::string prefix)
      : descriptor_(descriptor), to_(to), prefix_(std::move(prefix)) {}

  int descriptor() const { return descriptor_; }
  bool open() const { return descriptor_ >= 0; }

  // Takes what is there; passes on every line that is complete, and at the end the rest.
  void take() {
    std::array<char, 4096> buffer{};
    const ssize_t count = read(descriptor_, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) {
      if (!rest_.empty()) pass_on(rest_);
      close(descriptor_);
      descriptor_ = -1;
      return;
    }
    rest_.append(buffer.data(), static_cast<std::size_t>(count));
    for (std::size_t end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n')) {
      pass_on(rest_.substr(0, end));
      rest_.erase(0, end + 1);
    }
  }

 private:
  void pass_on(const std::string& line) {
    const std::string text = prefix_ + line + "\n";
    std::fwrite(text.data(), 1, text.size(), to_);
    std::fflush(to_);
  }

  int descriptor_;
  std::FILE* to_;
  std::string prefix_;
  std::string rest_;
};

struct Job {
  pid_t process;
  LineReader output;
  LineReader errors;
};

std::string label(const RunConfig& run) {
  return (run.variant.empty() ? "base" : run.variant) + " s" + std::to_string(run.train.seed);
}

std::vector<std::string> command_of(const RunArguments& arguments, const RunConfig& run, int threads) {
  std::vector<std::string> words = command_words(arguments, run);
  words.insert(words.end(), {"--threads", std::to_string(threads)});
  if (arguments.quiet) words.emplace_back("--quiet");
  if (arguments.json) words.emplace_back("--json");
  return words;
}

class JobRunner {
 public:
  JobRunner(const RunArguments& arguments, int threads) : arguments_(arguments), threads_(threads) {}

  int run(const Experiment& experiment) {
    std::deque<const RunConfig*> waiting;
    for (const RunConfig& config : experiment.runs) waiting.push_back(&config);
    bool told = false;
    while (!jobs_.empty() || (!waiting.empty() && stop_signal() == 0 && !failed_to_start_)) {
      while (!waiting.empty() && stop_signal() == 0 && !failed_to_start_ &&
             jobs_.size() < static_cast<std::size_t>(arguments_.jobs)) {
        start(*waiting.front());
        waiting.pop_front();
      }
      if (stop_signal() != 0 && !told) {
        for (const Job& job : jobs_) kill(job.process, stop_signal());
        told = true;
      }
      read_output();
      collect();
    }
    return stop_signal() != 0 ? 128 + stop_signal() : status_;
  }

 private:
  void start(const RunConfig& config) {
    std::vector<std::string> words = command_of(arguments_, config, threads_);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    std::array<int, 2> output{};
    std::array<int, 2> errors{};
    if (pipe2(output.data(), O_CLOEXEC) != 0 || pipe2(errors.data(), O_CLOEXEC) != 0)
      return cannot_start(errno);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO);
    pid_t process = 0;
    const int problem = posix_spawn(&process, "/proc/self/exe", &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(output[1]);
    close(errors[1]);
    if (problem != 0) {
      close(output[0]);
      close(errors[0]);
      return cannot_start(problem);
    }
    const std::string prefix = arguments_.json ? "" : label(config) + ": ";
    jobs_.push_back({process, LineReader(output[0], stdout, prefix),
                     LineReader(errors[0], stderr, label(config) + ": ")});
  }

  void cannot_start(int error) {
    status_ = report({catalogue::job_not_started(std::strerror(error))});
    failed_to_start_ = true;
  }

  // Waits for output, a short while at most, since a signal may have come.
  void read_output() {
    std::vector<LineReader*> readers;
    for (Job& job : jobs_) {
      if (job.output.open()) readers.push_back(&job.output);
      if (job.errors.open()) readers.push_back(&job.errors);
    }
    std::vector<pollfd> watched;
    for (const LineReader* reader : readers) watched.push_back({reader->descriptor(), POLLIN, 0});
    constexpr int milliseconds = 200;
    if (poll(watched.data(), watched.size(), milliseconds) <= 0) return;
    for (std::size_t i = 0; i < readers.size(); ++i) {
      if (watched[i].revents != 0) readers[i]->take();
    }
  }

  // Forgets the jobs that have ended and said all they had to say.
  void collect() {
    for (auto job = jobs_.begin(); job != jobs_.end();) {
      if (job->output.open() || job->errors.open()) {
        ++job;
        continue;
      }
      int ended = 0;
      while (waitpid(job->process, &ended, 0) < 0 && errno == EINTR) {
      }
      status_ = std::max(status_, WIFEXITED(ended) ? WEXITSTATUS(ended) : 1);
      job = jobs_.erase(job);
    }
  }

  const RunArguments& arguments_;
  int threads_;  // of each job
  std::list<Job> jobs_;
  int status_ = 0;
  bool failed_to_start_ = false;
};

}  // namespace

int run_jobs(const RunArguments& arguments, const Experiment& experiment) {
  pass_on_call(RunStore::open(arguments.store, StoreAccess::write)
                   .take()
                   .record_call(call_record(arguments, experiment))
                   .take());
  const int threads = ThreadPool(arguments.threads).threads();
  return JobRunner(arguments, std::max(threads / arguments.jobs, 1)).run(experiment);
}

}  // namespace cae::cli
