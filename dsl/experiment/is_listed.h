#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace cae {

inline bool is_listed(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace cae
