#include "tools/cli/program_output.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "framework/base/descriptor.h"

namespace cae::cli {
namespace {

// Starts it with both streams to the pipe; the system's error number, 0 for none.
int start_program(std::vector<std::string>& words, int pipe, pid_t& child) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, pipe, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, pipe, STDERR_FILENO);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const int failure = posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

std::string whole_text(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer = {};
  for (;;) {
    const ssize_t count = uninterrupted([&] { return ::read(descriptor, buffer.data(), buffer.size()); });
    if (count <= 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

std::optional<ProgramOutput> program_output(std::vector<std::string> words) {
  std::array<int, 2> pipe = {};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
  pid_t child = 0;
  const int failure = start_program(words, pipe[1], child);
  ::close(pipe[1]);
  ProgramOutput output;
  if (failure == 0) output.text = whole_text(pipe[0]);
  ::close(pipe[0]);
  if (failure != 0) return {};
  int ended = 0;
  uninterrupted([&] { return ::waitpid(child, &ended, 0); });
  output.status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
  return output;
}

}  // namespace cae::cli
