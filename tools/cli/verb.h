// One file, one verb: verb_NAME.cpp defines `void add_NAME(CLI::App& app, int& status)`, which declares the
// verb's arguments and sets `status` to the exit status when it runs. The build lists the files; nothing else
// knows them.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "framework/base/result.h"

namespace cae::cli {

// Prints the diagnostics on standard error and returns their exit status.
int report(const Diagnostics& diagnostics);

}  // namespace cae::cli
