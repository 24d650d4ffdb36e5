// E524, E818: numbers of files that float32 cannot hold.
#pragma once

#include <string>
#include <string_view>

#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic weight_too_large(std::string_view file, std::string_view tensor, std::string_view number) {
  return {.code = "E524",
          .place = {.file = std::string(file)},
          .message = "the tensor " + in_quotes(tensor) + " holds " + std::string(number) +
                     ", which is too large for float32",
          .help = "weights are float32; use others"};
}

inline Diagnostic array_too_large(std::string_view file, std::string_view number) {
  return {.code = "E818",
          .place = {.file = std::string(file)},
          .message = "this array holds " + std::string(number) + ", which is too large for float32",
          .help = "scale its numbers"};
}

}  // namespace cae::catalogue
