// Words of a command that can be copied from the screen into a shell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cae {

// The word in a form that a shell reads as one word: unchanged, in single quotes, or, where it has invisible
// characters (`visible` in base/utf8.h), as $'...' of bash and zsh.
std::string shell_word(std::string_view word);

// The words of one command, a blank between two.
std::string shell_command(const std::vector<std::string>& words);

}  // namespace cae
