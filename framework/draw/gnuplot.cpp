#include "framework/draw/gnuplot.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#include "framework/base/catalogue/draw.h"
#include "framework/base/descriptor.h"
#include "framework/base/system_reason.h"
#include "framework/base/utf8.h"
#include "framework/draw/drawable_letters.h"

namespace cae {
namespace {

// A plot of 50,000 points takes a few megabytes in any format.
constexpr std::size_t most_output = std::size_t{64} << 20;
constexpr std::size_t most_complaints = std::size_t{1} << 20;

// A file in memory as a stream of the child. Unlike a pipe it can neither fill up nor break.
class MemoryFile {
 public:
  explicit MemoryFile(const char* name)
      : number_(memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING)), error_(number_ < 0 ? errno : 0) {}
  ~MemoryFile() {
    if (number_ >= 0) close(number_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  int number() const { return number_; }
  int error() const { return error_; }  // why there is none

  bool fill(std::string_view content) const {
    while (!content.empty()) {
      const ssize_t written = write(number_, content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      content.remove_prefix(static_cast<std::size_t>(written));
    }
    return lseek(number_, 0, SEEK_SET) == 0;
  }

  // No process can write beyond this size; pages that are not written take no memory.
  bool limit(std::size_t bytes) const {
    return ftruncate(number_, static_cast<off_t>(bytes)) == 0 &&
           fcntl(number_, F_ADD_SEALS, F_SEAL_GROW) == 0;
  }

  // The child goes on writing here, since its stream and this one share the position.
  std::size_t written() const {
    const off_t position = lseek(number_, 0, SEEK_CUR);
    return position < 0 ? 0 : static_cast<std::size_t>(position);
  }

  std::string content() const {
    std::string text(written(), '\0');
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
  int error_;
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

// The variables by which programs, libraries, fonts and the folder for temporary files are found, and no
// others: GNUTERM, GNUPLOT_LIB, FC_DEBUG and many more would change what is drawn, or print into it. Numbers
// are written with a point.
std::vector<std::string> child_environment() {
  std::vector<std::string> variables{"LC_ALL=C.UTF-8"};
  for (const char* name : {"PATH", "LD_LIBRARY_PATH", "TMPDIR", "HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS",
                           "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"}) {
    if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + "=" + value);
  }
  return variables;
}

// Starts gnuplot with these streams; 0 or the system's error number. It gets its own process group, so that a
// Ctrl-C for this program does not end it in the middle of a picture.
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

// If this process is killed, the child ends too.
void limit_computing(pid_t child, std::chrono::seconds patience) {
  const auto seconds = static_cast<rlim_t>(patience.count());
  const rlimit limit = {seconds, seconds};
  prlimit(child, RLIMIT_CPU, &limit, nullptr);
}

// How the child ended: by itself, or by us because of a limit.
struct Ending {
  int status = 0;
  bool too_late = false;
  bool too_much = false;
};

// Waits for the child's end. A child that takes too long or writes too much is killed together with its own
// children.
Ending wait_for(pid_t child, std::chrono::seconds patience, const MemoryFile& output) {
  const auto end = std::chrono::steady_clock::now() + patience;
  Ending ending;
  for (;;) {
    const pid_t got = uninterrupted([&] { return waitpid(child, &ending.status, WNOHANG); });
    if (got < 0) ending.status = -1;
    ending.too_much = output.written() >= most_output;
    if (got != 0) return ending;
    ending.too_late = std::chrono::steady_clock::now() > end;
    if (ending.too_late || ending.too_much) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  kill(-child, SIGKILL);
  uninterrupted([&] { return waitpid(child, &ending.status, 0); });
  return ending;
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

std::string gnuplot_quoted(std::string_view text, std::size_t longest) {
  std::string result = "'";
  for (const char c : visible(text, longest)) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + "'";
}

std::string gnuplot_tic(std::string_view text, std::string_view end) {
  std::string result;
  for (const char c : gnuplot_quoted(text)) result.append(c == '%' ? 2 : 1, c);
  return result.insert(result.size() - 1, end);
}

Result<std::string> picture_by_gnuplot(const std::string& script, const std::string& format, int width,
                                       int height, std::chrono::seconds patience) {
  const MemoryFile input("gnuplot script");
  const MemoryFile output("gnuplot picture");
  const MemoryFile complaints("gnuplot messages");
  for (const MemoryFile* file : {&input, &output, &complaints}) {
    if (file->error() != 0) return catalogue::gnuplot_failed(system_reason(file->error(), ""));
  }
  // An SVG is shown with the viewer's fonts.
  const std::string text = format == "svg" ? script : drawable(script);
  if (!input.fill(terminal(format, width, height) + "set encoding utf8\n" + text) ||
      !output.limit(most_output) || !complaints.limit(most_complaints)) {
    return catalogue::gnuplot_failed(std::strerror(errno));
  }
  pid_t child = 0;
  const int failure = start(child, input, output, complaints);
  if (failure == ENOENT) return catalogue::gnuplot_missing();
  if (failure != 0) return catalogue::gnuplot_failed(std::strerror(failure));
  limit_computing(child, patience);
  const Ending ending = wait_for(child, patience, output);
  if (ending.too_much) {
    return catalogue::gnuplot_failed(
        fmt::format("it wrote {} MiB and would have gone on", most_output >> 20));
  }
  if (ending.too_late) {
    return catalogue::gnuplot_failed(fmt::format("it took longer than {} seconds", patience.count()));
  }
  if (WIFSIGNALED(ending.status)) {
    return catalogue::gnuplot_failed(fmt::format("signal {} ended it", WTERMSIG(ending.status)));
  }
  std::string picture = output.content();
  if (ending.status != 0 || picture.empty())
    return catalogue::gnuplot_failed(last_line(complaints.content()));
  return picture;
}

}  // namespace cae
