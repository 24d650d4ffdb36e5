// A command for an end that nobody can catch, so that what was begun is recorded as ended.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "framework/base/fixed_text.h"

namespace cae {

// While it lives, the command is given when the program crashes or a plugin ends it. One at a time.
class FinalCommand {
 public:
  // `words` are the arguments of this very program, its own name first. What is said at the end becomes the
  // last of them.
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

// Gives the command, if there is one, and waits a few seconds at most for its end. Signal handlers may call
// it.
void give_final_command(FixedText& said);

}  // namespace cae
