// What options take: each a check with a description that goes on after "it takes" in messages and stands in
// the help.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace cae::cli {

struct ValueCheck {
  std::string wanted = {};  // "a whole number from 1 to 1024"; "" where anything goes
  std::function<bool(const std::string&)> fits = {};
};

// Decimal digits alone, with a sign where `least` is below 0.
ValueCheck whole_number(std::int64_t least = 0, std::int64_t most = std::numeric_limits<std::int64_t>::max());

// A finite number of at least `least`.
ValueCheck number_from(double least);

ValueCheck one_of(const std::vector<std::string>& words);

// A seed, as experiments take it: exact in JSON, too.
inline ValueCheck seed_number() {
  return whole_number(0, std::int64_t{9007199254740991});
}

}  // namespace cae::cli
