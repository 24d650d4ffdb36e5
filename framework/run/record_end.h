// A run that ends with its program, by a crash or a plugin's exit, is recorded by another process: it is
// started at that moment, since the one that ends can no longer do it. It is not a verb, since users do not
// call it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cae {

// The command that records the end of this run: for FinalCommand, which adds the reason.
std::vector<std::string> record_of_end(const std::string& store, std::int64_t run);

// Whether these are the arguments of such a command, and what it does: a run that is still `running` becomes
// `failed`, and so does an analysis of it. Gives the exit status.
bool is_record_of_end(int argc, char** argv);
int record_end(char** argv);

}  // namespace cae
