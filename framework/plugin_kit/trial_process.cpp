#include "framework/plugin_kit/trial_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "framework/base/catalogue/plugin_kit.h"
#include "framework/base/descriptor.h"
#include "framework/base/sanitized.h"
#include "framework/plugin_kit/trial.h"
#include "framework/plugin_kit/trial_settings.h"

namespace cae {
namespace {

using Json = nlohmann::json;

// What a plugin may take: enough for the trials, and too little for a machine to suffer.
constexpr rlim_t most_memory = rlim_t{2} << 30;

void limit_resources() {
  const rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  if (sanitized) return;  // takes terabytes of addresses
  std::ifstream statm("/proc/self/statm");
  rlim_t pages = 0;
  statm >> pages;
  const rlim_t most = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + most_memory;
  const rlimit memory = {most, most};
  setrlimit(RLIMIT_AS, &memory);
}

// What the plugin prints is lost; a crash ends the process without more words.
void leave_terminal() {
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGINT, SIGTERM})
    ::signal(signal, SIG_DFL);
}

class TrialProcess {
 public:
  TrialProcess(const PluginCheckCall& call, TrialBoard& board, const TrialRecords& records)
      : call_(call), board_(board), records_(records), calls_(board) {}

  void run(std::size_t first) {
    board_.begin_case(0, CheckRow::loads);
    board_.enter("its constructors");
    const Result<Plugin> plugin = Plugin::load(call_.path);
    board_.leave();
    if (first == 0) tell_of_loading(plugin);
    if (!plugin) return;
    auto uses = usual_settings(*plugin, call_.settings);
    if (!uses) return tell({{"diagnostics", json_of(uses.diagnostics())}});
    Trial trial{guarded_plugin(*plugin, calls_), *plugin, *std::move(uses), calls_,
                [this](CheckRow row, const std::string& fault) {
                  tell({{"row", word_of(row)}, {"fault", fault}});
                }};
    run_cases(trial, std::max<std::size_t>(first, 1));
  }

 private:
  void tell(const Json& record) const {
    records_.write(record.dump(-1, ' ', false, Json::error_handler_t::replace));
  }

  static Json json_of(const Diagnostics& diagnostics) {
    Json all = Json::array();
    for (const Diagnostic& one : diagnostics)
      all.push_back({{"code", one.code}, {"message", one.message}, {"help", one.help}});
    return all;
  }

  void tell_of_loading(const Result<Plugin>& plugin) const {
    if (plugin) {
      tell({{"name", plugin->name()}, {"version", plugin->version()}, {"kind", to_string(plugin->kind())}});
      tell({{"tried", word_of(CheckRow::loads)}});
    } else {
      tell({{"diagnostics", json_of(plugin.diagnostics())}});
    }
  }

  bool wanted(CheckRow row) const {
    return call_.only.empty() || row == CheckRow::works ||
           std::find(call_.only.begin(), call_.only.end(), row) != call_.only.end();
  }

  void run_cases(Trial& trial, std::size_t first) {
    const std::vector<TrialCase> cases = trial_cases(trial.bare);
    for (std::size_t number = first; number <= cases.size(); ++number) {
      const TrialCase& one = cases[number - 1];
      if (!wanted(one.row)) continue;
      board_.begin_case(number, one.row);
      tell({{"tried", word_of(one.row)}});
      one.run(trial);
    }
    board_.begin_case(cases.size() + 1, CheckRow::end);
    tell({{"tried", word_of(CheckRow::end)}});
  }

  const PluginCheckCall& call_;
  TrialBoard& board_;
  const TrialRecords& records_;
  GuardedCalls calls_;
};

[[noreturn]] void be_trial_process(const PluginCheckCall& call, std::size_t first, TrialBoard& board,
                                   const TrialRecords& records) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);
  leave_terminal();
  limit_resources();
  watch_guarded_memory(board);
  // Never destroyed, as threads of the plugin may still use it.
  auto& process = *std::make_unique<TrialProcess>(call, board, records).release();
  process.run(first);
  board.enter("its destructors");
  board.finish();
  std::exit(0);
}

TrialEnd end_of(int status, const TrialBoard& board) {
  if (WIFSIGNALED(status)) {
    const char* name = sigabbrev_np(WTERMSIG(status));
    const std::string fault = board.fault();
    return {false, fault.empty() ? "crashed with SIG" + std::string(name == nullptr ? "?" : name) : fault};
  }
  if (WEXITSTATUS(status) == 0 && board.finished()) return {true, ""};
  return {false, "ended the program"};
}

}  // namespace

TrialRecords::TrialRecords() : file_(memfd_create("plugin-check", MFD_CLOEXEC)) {
  if (file_ < 0) throw Failure(catalogue::no_trial_process(std::strerror(errno)));
}
TrialRecords::~TrialRecords() {
  close(file_);
}

void TrialRecords::write(const std::string& line) const {
  static_cast<void>(write_all(file_, line + "\n"));
}

std::vector<std::string> TrialRecords::lines() const {
  std::string content;
  std::array<char, 65536> piece;
  for (off_t at = 0;;) {
    const ssize_t got = uninterrupted([&] { return pread(file_, piece.data(), piece.size(), at); });
    if (got <= 0) break;
    content.append(piece.data(), static_cast<std::size_t>(got));
    at += got;
  }
  std::vector<std::string> lines;
  std::istringstream stream(content);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TrialEnd run_trials(const PluginCheckCall& call, std::size_t first, TrialBoard& board,
                    const TrialRecords& records) {
  board.clear();
  const pid_t child = _Fork();  // fork() would tell the program that it is a copy made by a plugin
  if (child < 0) throw Failure(catalogue::no_trial_process(std::strerror(errno)));
  if (child == 0) be_trial_process(call, first, board, records);
  for (int ticks = 0;; ++ticks) {
    int status = 0;
    const bool ended = uninterrupted([&] { return waitpid(child, &status, WNOHANG); }) == child;
    const bool hangs = !ended && board.seconds_in_call() > call.seconds;
    if (ended || hangs) kill(-child, SIGKILL);  // processes that the plugin made are of its group
    if (ended) return end_of(status, board);
    if (hangs) {
      kill(child, SIGKILL);
      uninterrupted([&] { return waitpid(child, &status, 0); });
      return {false, "did not return within " + std::to_string(std::lround(call.seconds)) + " s"};
    }
    if (call.tick && ticks % 10 == 0) call.tick(board.row(), board.call());
    usleep(5000);
  }
}

}  // namespace cae
