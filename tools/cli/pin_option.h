// --pin, of the verbs that compute for long.
#pragma once

#include "tools/cli/verb.h"

namespace cae::cli {

inline Option pin_option(bool& pin) {
  return {.names = "--pin",
          .help =
              "keep each thread on one core, as is done anyway where all cores of a machine with several "
              "memory nodes compute",
          .target = &pin};
}

}  // namespace cae::cli
