// --dark, of the verbs that make pictures.
#pragma once

#include "tools/cli/verb.h"

namespace cae::cli {

inline Option dark_option(bool& dark) {
  return {.names = "--dark", .help = "light lines and letters on a dark paper", .target = &dark};
}

}  // namespace cae::cli
