// A command that is started when the program crashes, so that a run that was begun is recorded as ended.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "framework/base/fixed_text.h"

namespace cae {

// While it exists, the command is started when the program crashes or a plugin ends it. One at a time.
class FinalCommand {
 public:
  // `words` are arguments for this program, its own name first. The error message becomes the last of them.
  explicit FinalCommand(std::vector<std::string> words);
  ~FinalCommand();
  FinalCommand(const FinalCommand&) = delete;
  FinalCommand& operator=(const FinalCommand&) = delete;

 private:
  friend void give_final_command(FixedText& said);

  pid_t owner_;  // a process that a plugin copied records nothing
  std::vector<std::string> words_;
  std::vector<char*> pointers_;
};

// Starts the command, if there is one, and waits at most a few seconds for its end. May be called by signal
// handlers.
void give_final_command(FixedText& said);

}  // namespace cae
