// Characters that only look like plain ones; `name` and `instead` are as in framework/base/look_alikes.h.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "framework/base/diagnostic.h"

namespace cae::catalogue {

// In an experiment. The note that follows says what it led to.
inline Diagnostic look_alike_found(Place place, std::string_view name, std::string_view instead) {
  return {.code = "E360",
          .place = std::move(place),
          .message = std::string(name) + " is here, which YAML reads as a letter",
          .help = std::string(instead)};
}

// A note, where the character may be meant.
inline std::string look_alike_text(std::string_view name, std::string_view instead) {
  return std::string(name) + " is here; if it is not meant, " + std::string(instead);
}

}  // namespace cae::catalogue
