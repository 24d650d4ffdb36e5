// Diagnostics as the user meets them.
#pragma once

#include "framework/base/result.h"

namespace cae::cli {

// Prints the diagnostics on standard error and returns their exit status.
int report(const Diagnostics& diagnostics);

}  // namespace cae::cli
