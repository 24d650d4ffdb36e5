// Standard output: everything that is printed goes through here, so that what could not be written is known
// in the end.
#pragma once

#include <string_view>

namespace cae::cli {

// Writes to standard output.
void print(std::string_view text);

// What was printed is to be seen now.
void flush_output();

// Flushes, and says E905 if not all of standard output could be written: then 1, unless `status` already
// tells of something worse. A reader that went away, as `head` does, has read what it wanted and is no error.
// Called once, as the program ends.
int finished_output(int status);

}  // namespace cae::cli
