// What verbs that take a store share.
#pragma once

#include "tools/cli/verb.h"

namespace cae::cli {

// Adds `--store DIR` (default runs). `directory` must live as long as the verb.
void add_store_option(CLI::App& verb, std::string& directory);

}  // namespace cae::cli
