// The one form in which all messages ask whether a known name was meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/shown.h"
#include "framework/base/nearest_name.h"

namespace cae::catalogue {

inline std::string did_you_mean(std::string_view meant) {
  return "did you mean " + in_quotes(meant) + "?";
}

// `candidates` are the names that are allowed where `word` stands.
inline std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                                const std::string& otherwise) {
  const std::string near = nearest_name(word, candidates);
  return near.empty() ? otherwise : did_you_mean(near);
}

// The question before `all`, which is told in any case.
inline std::string did_you_mean_of(std::string_view word, const std::vector<std::string>& candidates,
                                   const std::string& all) {
  const std::string near = nearest_name(word, candidates);
  return near.empty() ? all : did_you_mean(near) + " " + all;
}

}  // namespace cae::catalogue
