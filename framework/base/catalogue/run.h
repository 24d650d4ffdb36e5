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

// `wanted` may hold -1 for a number of images that is free.
inline Diagnostic probe_shape(std::string_view file, std::string_view found, std::string_view wanted) {
  std::string text(wanted);
  if (const std::size_t at = text.find("-1"); at != std::string::npos) text.replace(at, 2, "N");
  return {.code = "E802",
          .place = {.file = std::string(file)},
          .message = "this array is " + std::string(found) + ", but the model wants " + text,
          .help = "give float32 images in N,C,H,W order"};
}

inline Diagnostic probe_not_finite(std::string_view file) {
  return {.code = "E803",
          .place = {.file = std::string(file)},
          .message = "this array holds a value that is not finite",
          .help = "remove NaN and infinity from it"};
}

}  // namespace cae::catalogue
