#include "tools/cli/run_jobs.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <deque>
#include <list>
#include <vector>

#include "framework/base/catalogue/call.h"
#include "framework/base/leave.h"
#include "framework/base/stop_signal.h"
#include "framework/engine/thread_pool.h"
#include "framework/store/run_store.h"
#include "tools/cli/halving_rounds.h"
#include "tools/cli/made_runs.h"
#include "tools/cli/number_text.h"
#include "tools/cli/report.h"
#include "tools/cli/run_call.h"
#include "tools/cli/run_options.h"
#include "tools/cli/run_text.h"
#include "tools/cli/standard_output.h"

namespace cae::cli {
namespace {

// One end of a pipe to read a child's output from, whole lines at a time.
class LineReader {
 public:
  using PassOn = void (*)(const std::string& line);
  LineReader(int descriptor, PassOn pass_on, std::string prefix)
      : descriptor_(descriptor), pass_on_(pass_on), prefix_(std::move(prefix)) {}

  int descriptor() const { return descriptor_; }
  bool open() const { return descriptor_ >= 0; }

  // Takes what is there; passes on every line that is complete, and at the end the rest.
  void take() {
    std::array<char, 4096> buffer{};
    const ssize_t count = read(descriptor_, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) {
      if (!rest_.empty()) pass_on_(prefix_ + rest_ + "\n");
      close(descriptor_);
      descriptor_ = -1;
      return;
    }
    rest_.append(buffer.data(), static_cast<std::size_t>(count));
    for (std::size_t end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n')) {
      pass_on_(prefix_ + rest_.substr(0, end) + "\n");
      rest_.erase(0, end + 1);
    }
  }

 private:
  int descriptor_;
  PassOn pass_on_;
  std::string prefix_;
  std::string rest_;
};

void print_whole_line(const std::string& line) {
  print(line);
  flush_output();
}

void print_error_line(const std::string& line) {
  std::fputs(line.c_str(), stderr);
}

struct Job {
  const RunConfig* config;
  pid_t process;
  LineReader output;
  LineReader errors;
};

std::string label(const RunConfig& run) {
  return (run.variant.empty() ? "base" : run.variant) + " s" + std::to_string(run.train.seed);
}

// Of a run that is begun, or of one that goes on.
std::vector<std::string> command_of(const RunArguments& arguments, const RunConfig& run,
                                    const std::optional<StoredRun>& begun, int threads) {
  std::vector<std::string> words = command_words(arguments, run);
  if (begun) {
    words = {"cae-lab", "run",          arguments.experiment, "--resume", std::to_string(begun->id),
             "--store", arguments.store};
  }
  words.insert(words.end(), {"--threads", std::to_string(threads)});
  if (arguments.quiet) words.emplace_back("--quiet");
  if (arguments.json) words.emplace_back("--json");
  return words;
}

// Blocks the signals that ask to stop while a process is made: one that came before the child is a program of
// its own would otherwise be noted in a copy of our memory, and lost.
class BlockedSignals {
 public:
  BlockedSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : stop_signals) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, &before_);
  }
  ~BlockedSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;
  const sigset_t& before() const { return before_; }

 private:
  sigset_t before_ = {};
};

constexpr int not_started = 127;  // as shells say

// In the child: becomes this program anew with `words`, its streams to these pipes, and ends as if stopped
// when the parent ends, however that does. Calls only what a child of several threads may; does not come
// back.
[[noreturn]] void become_job(char* const* words, int output, int errors, pid_t parent,
                             const sigset_t& signals) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) leave(not_started);  // it ended before
  if (::dup2(output, STDOUT_FILENO) < 0 || ::dup2(errors, STDERR_FILENO) < 0) leave(not_started);
  for (const int signal : stop_signals) {
    struct sigaction action = {};
    // What is ignored stays so over execv, as nohup requires; a handler does not.
    if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) ::signal(signal, SIG_DFL);
  }
  ::sigprocmask(SIG_SETMASK, &signals, nullptr);
  ::execv("/proc/self/exe", words);
  leave(not_started);
}

class JobRunner {
 public:
  JobRunner(const RunArguments& arguments, int threads, std::int64_t call, RunStore& store,
            ProgressDisplay& display)
      : arguments_(arguments), threads_(threads), call_(call), store_(store), display_(display) {}

  int run(const Experiment& experiment) {
    make_runs(experiment, store_, call_, display_,
              [this](const std::vector<RunUntil>& runs) { return train(runs); });
    return stop_signal() != 0 ? 128 + stop_signal() : status_;
  }

 private:
  bool train(const std::vector<RunUntil>& runs) {
    std::deque<RunUntil> waiting;
    for (const RunUntil& run : runs) {
      if (epochs_to_train(store_, call_, run) > 0) waiting.push_back(run);
    }
    place_ = {.number = 0, .of = waiting.size()};
    whole_ = 0;
    began_ = std::chrono::steady_clock::now();
    bool told = false;
    while (!jobs_.empty() || (!waiting.empty() && stop_signal() == 0 && !failed_to_start_)) {
      while (!waiting.empty() && stop_signal() == 0 && !failed_to_start_ &&
             jobs_.size() < static_cast<std::size_t>(arguments_.jobs)) {
        start(waiting.front());
        waiting.pop_front();
      }
      if (stop_signal() != 0 && !told) {
        for (const Job& job : jobs_) kill(job.process, stop_signal());
        told = true;
      }
      read_output();
      collect();
    }
    return stop_signal() == 0 && !failed_to_start_;
  }

  void start(const RunUntil& run) {
    const RunConfig& config = *run.config;
    ++place_.number;
    if (place_.of > 1)
      display_.noted(label(config) + ": run " + std::to_string(place_.number) + " of " +
                     std::to_string(place_.of) + left_text());
    pass_on_pause(run.epoch);
    pass_on_place(place_);
    std::vector<std::string> words =
        command_of(arguments_, config, begun_run(store_, call_, config), threads_);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    std::array<int, 2> output{};
    std::array<int, 2> errors{};
    if (pipe2(output.data(), O_CLOEXEC) != 0 || pipe2(errors.data(), O_CLOEXEC) != 0)
      return cannot_start(errno);
    const BlockedSignals blocked;
    const pid_t parent = getpid();
    const pid_t process = fork();
    if (process == 0) become_job(pointers.data(), output[1], errors[1], parent, blocked.before());
    const int problem = errno;
    close(output[1]);
    close(errors[1]);
    if (process < 0) {
      close(output[0]);
      close(errors[0]);
      return cannot_start(problem);
    }
    const std::string prefix = arguments_.json ? "" : label(config) + ": ";
    jobs_.push_back({&config, process, LineReader(output[0], print_whole_line, prefix),
                     LineReader(errors[0], print_error_line, label(config) + ": ")});
  }

  // By the time of the runs that have ended well, side by side as they were: a failed one may have been
  // short.
  std::string left_text() const {
    if (whole_ == 0) return "";
    const std::size_t ended = place_.number - 1 - jobs_.size();
    const double each = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count() /
                        static_cast<double>(whole_);
    return ", about " + duration_text(each * static_cast<double>(place_.of - ended)) + " left" +
           (display_.has_later_rounds() ? " in this round" : "");
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

  // Forgets the jobs that have ended and whose output has been read.
  void collect() {
    for (auto job = jobs_.begin(); job != jobs_.end();) {
      if (job->output.open() || job->errors.open()) {
        ++job;
        continue;
      }
      int ended = 0;
      while (waitpid(job->process, &ended, 0) < 0 && errno == EINTR) {
      }
      end(*job->config, ended);
      job = jobs_.erase(job);
    }
  }

  // `ended` is what waitpid says.
  void end(const RunConfig& config, int ended) {
    if (WIFEXITED(ended) && WEXITSTATUS(ended) == not_started) return cannot_start(ENOEXEC);
    status_ = std::max(status_, WIFEXITED(ended) ? WEXITSTATUS(ended) : 1);
    if (ended == 0) ++whole_;
    // A job that was told to stop before it watched for it ends by that signal.
    if (WIFSIGNALED(ended) && WTERMSIG(ended) != stop_signal()) report({killed(config, WTERMSIG(ended))});
  }

  // Opening the store to write also records that the run was interrupted.
  Diagnostic killed(const RunConfig& config, int signal) const {
    std::string run = label(config);
    std::string way_back;
    const Result<RunStore> store = RunStore::open(arguments_.store, StoreAccess::write);
    const auto begun = store ? store->run_of_call(call_, {config.variant, config.train.seed})
                             : Result<std::optional<std::int64_t>>(std::nullopt);
    const auto stored = begun && *begun ? store->run(**begun) : Result<StoredRun>(Diagnostics());
    if (stored) {
      run += ", run " + stored->name + ",";
      way_back = resume_command(*stored, arguments_.store);
    }
    return catalogue::job_killed(run, signal, strsignal(signal), way_back);
  }

  const RunArguments& arguments_;
  int threads_;  // of each job
  std::int64_t call_;
  RunStore& store_;
  ProgressDisplay& display_;
  RunPlace place_;                                    // of the run that was started last
  std::chrono::steady_clock::time_point began_ = {};  // the round
  std::size_t whole_ = 0;                             // of the round's jobs, those that have ended well
  std::list<Job> jobs_;
  int status_ = 0;
  bool failed_to_start_ = false;
};

}  // namespace

int run_jobs(const RunArguments& arguments, const Experiment& experiment) {
  const HeldSignals held;  // the jobs are to be told
  RunStore store = RunStore::open(arguments.store, StoreAccess::write, arguments.journal).take();
  const std::int64_t call = store.record_call(call_record(arguments, experiment)).take();
  pass_on_call(call);
  const int threads = ThreadPool(arguments.threads).threads();
  ProgressDisplay display(style_of(arguments.json, arguments.quiet), {.store = arguments.store});
  const int status =
      JobRunner(arguments, std::max(threads / arguments.jobs, 1), call, store, display).run(experiment);
  show_made_runs(store, call, display.style());
  if (stop_signal() != 0 && !has_stopped_runs(store, call)) note_left_runs(store, call, {}, display);
  return status;
}

}  // namespace cae::cli
