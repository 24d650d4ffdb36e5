// Standard output: everything that is printed goes through here, so that what could not be written is known
// in the end.
#pragma once

#include <string>
#include <string_view>

namespace cae::cli {

// Writes to standard output.
void print(std::string_view text);

// The name of a file that was written; nothing where that is standard output itself.
void print_written(const std::string& path);

// What was printed is to be seen now.
void flush_output();

// Flushes, and says E905 if not all of standard output could be written: then 1, unless `status` already
// tells of something worse. A reader that went away, as `head` does, has read what it wanted and is no error.
// Called once, as the program ends.
int finished_output(int status);

}  // namespace cae::cli
