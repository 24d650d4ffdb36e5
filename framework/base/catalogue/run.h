// E8xx: training and what comes after it.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline std::string gibibytes(double bytes) {
  char text[32];
  std::snprintf(text, sizeof text, bytes < 1e12 ? "%.2f GiB" : "%.3g GiB",
                bytes / (1024.0 * 1024.0 * 1024.0));
  return text;
}

inline Diagnostic plan_too_large(double bytes, double available) {
  return {.code = "E801",
          .message = "this model needs " + gibibytes(bytes) + " for one step, and the machine has " +
                     gibibytes(available),
          .help = "use a smaller batch (train.batch) or a smaller model"};
}

}  // namespace cae::catalogue
