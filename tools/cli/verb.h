// One file, one verb: verb_NAME.cpp defines `void add_NAME(CLI::App& app, int& status)`, which declares the
// verb's arguments and sets `status` to the exit status when it runs. The build lists the files; nothing else
// knows them. Only verbs include this: CLI11 takes seconds to compile.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "tools/cli/report.h"
