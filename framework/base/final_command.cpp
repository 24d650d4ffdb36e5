#include "framework/base/final_command.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <utility>

#include "framework/base/descriptor.h"
#include "framework/base/leave.h"

namespace cae {
namespace {

constexpr unsigned int patience_seconds = 8;

std::atomic<FinalCommand*> current = nullptr;
static_assert(std::atomic<FinalCommand*>::is_always_lock_free,
              "a signal handler may only touch lock-free atomics");

// In the child. Its output is discarded: the parent has already reported the error.
[[noreturn]] void become(char* const* words) {
  const int nowhere = open("/dev/null", O_RDWR);
  if (nowhere >= 0) {
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
  }
  alarm(patience_seconds);
  char* none[] = {nullptr};
  execve("/proc/self/exe", words, environ == nullptr ? none : environ);
  leave(127);
}

}  // namespace

FinalCommand::FinalCommand(std::vector<std::string> words) : owner_(getpid()), words_(std::move(words)) {
  for (std::string& word : words_) pointers_.push_back(word.data());
  pointers_.insert(pointers_.end(), 2, nullptr);  // what is said, and the end
  current = this;
}

FinalCommand::~FinalCommand() {
  current = nullptr;
}

void give_final_command(FixedText& said) {
  FinalCommand* command = current.exchange(nullptr);
  if (command == nullptr || command->owner_ != getpid()) return;
  command->pointers_[command->pointers_.size() - 2] = said.text();
  const pid_t child = _Fork();  // unlike fork() it takes no lock, which the crash may have left taken
  if (child == 0) become(command->pointers_.data());
  if (child > 0) uninterrupted([child] { return waitpid(child, nullptr, 0); });
}

}  // namespace cae
