// What a path means to the options that take one: one rule for the whole command line.
#pragma once

#include <string>

namespace cae::cli {

enum class PathTo {
  nothing,  // the value is no path
  read,
  write,   // a file; - is standard output
  folder,  // - is none, so that nobody writes a folder where standard output was meant
};

// What such an option takes, in words that go on after "it takes".
std::string wanted_path(PathTo use);

// Whether it can be taken: an empty path never.
bool is_path(PathTo use, const std::string& text);

// The path that is meant, of one that can be taken; never one that other programs would take for an option.
std::string meant_path(PathTo use, const std::string& text);

}  // namespace cae::cli
