#include "framework/draw/gnuplot.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <thread>
#include <vector>

#include "framework/base/catalogue/draw.h"
#include "framework/base/utf8.h"

extern char** environ;

namespace cae {
namespace {

constexpr std::size_t longest_label = 80;  // characters

// A file in memory as a stream of the child. Unlike a pipe it can neither fill up nor break.
class MemoryFile {
 public:
  explicit MemoryFile(const char* name) : number_(memfd_create(name, MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (number_ >= 0) close(number_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  int number() const { return number_; }

  bool fill(std::string_view content) const {
    while (!content.empty()) {
      const ssize_t written = write(number_, content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      content.remove_prefix(static_cast<std::size_t>(written));
    }
    return lseek(number_, 0, SEEK_SET) == 0;
  }

  std::string content() const {
    struct stat status = {};
    if (fstat(number_, &status) != 0) return "";
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < text.size()) {
      const ssize_t got =
          pread(number_, text.data() + filled, text.size() - filled, static_cast<off_t>(filled));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      filled += static_cast<std::size_t>(got);
    }
    text.resize(filled);
    return text;
  }

 private:
  int number_;
};

std::string terminal(const std::string& format, int width, int height) {
  const std::string font = " font 'DejaVu Sans,11' background '#ffffff' noenhanced";
  // Cairo's PDF page is in inches; 96 pixels an inch keep the proportions of text and picture.
  if (format == "pdf") {
    return fmt::format("set terminal pdfcairo size {:.3f}in,{:.3f}in{}\n", width / 96.0, height / 96.0, font);
  }
  return fmt::format("set terminal {} size {},{}{}\n", format == "png" ? "pngcairo" : "svg", width, height,
                     font);
}

// The environment with numbers written with a point.
std::vector<std::string> child_environment() {
  std::vector<std::string> variables{"LC_ALL=C.UTF-8"};
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    if (text.rfind("LC_ALL=", 0) != 0) variables.emplace_back(text);
  }
  return variables;
}

// Starts gnuplot with these streams; 0 or the system's error number. It gets a process group of its own, so
// that a Ctrl-C for us does not end it in the middle of a picture.
int start(pid_t& child, const MemoryFile& input, const MemoryFile& output, const MemoryFile& complaints) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.number(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.number(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, complaints.number(), STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);

  std::string program = "gnuplot";
  std::string no_settings = "-d";
  char* arguments[] = {program.data(), no_settings.data(), nullptr};
  std::vector<std::string> variables = child_environment();
  std::vector<char*> environment;
  for (std::string& variable : variables) environment.push_back(variable.data());
  environment.push_back(nullptr);

  const int failure =
      posix_spawnp(&child, program.c_str(), &actions, &attributes, arguments, environment.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

// The child's status, or nothing when patience is at an end; then the child is gone as well.
std::optional<int> wait_for(pid_t child, std::chrono::seconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  int status = 0;
  for (;;) {
    const pid_t got = waitpid(child, &status, WNOHANG);
    if (got == child) return status;
    if (got < 0 && errno != EINTR) return -1;
    if (std::chrono::steady_clock::now() > end) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  kill(child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return std::nullopt;
}

// gnuplot shows the line, a caret and then the reason, last.
std::string last_line(const std::string& text) {
  std::string last;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    if (line.find_first_not_of(" \t\r") != std::string::npos) last = line;
    begin = end + 1;
  }
  const std::size_t first = last.find_first_not_of(" \t\r");
  return first == std::string::npos ? "it gives no reason" : visible(last.substr(first), 300);
}

}  // namespace

std::string gnuplot_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : visible(text, longest_label)) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + "'";
}

std::string gnuplot_tic(std::string_view text) {
  std::string result;
  for (const char c : gnuplot_quoted(text)) result.append(c == '%' ? 2 : 1, c);
  return result;
}

Result<std::string> picture_by_gnuplot(const std::string& script, const std::string& format, int width,
                                       int height, std::chrono::seconds patience) {
  const MemoryFile input("gnuplot script");
  const MemoryFile output("gnuplot picture");
  const MemoryFile complaints("gnuplot messages");
  if (!input.fill(terminal(format, width, height) + "set encoding utf8\n" + script) || output.number() < 0 ||
      complaints.number() < 0) {
    return catalogue::gnuplot_failed(std::strerror(errno));
  }
  pid_t child = 0;
  const int failure = start(child, input, output, complaints);
  if (failure == ENOENT) return catalogue::gnuplot_missing();
  if (failure != 0) return catalogue::gnuplot_failed(std::strerror(failure));
  const std::optional<int> status = wait_for(child, patience);
  if (!status)
    return catalogue::gnuplot_failed(fmt::format("it took longer than {} seconds", patience.count()));
  if (WIFSIGNALED(*status))
    return catalogue::gnuplot_failed(fmt::format("signal {} ended it", WTERMSIG(*status)));
  std::string picture = output.content();
  if (*status != 0 || picture.empty()) return catalogue::gnuplot_failed(last_line(complaints.content()));
  return picture;
}

}  // namespace cae
