// What options take: each a check for CLI11 whose description goes on after "it takes" in messages and stands
// in the record of the option, so that no text of CLI11's is shown.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "tools/cli/verb.h"

namespace cae::cli {

// Decimal digits alone, with a sign where `least` is below 0.
CLI::Validator whole_number(std::int64_t least = 0,
                            std::int64_t most = std::numeric_limits<std::int64_t>::max());

// A finite number of at least `least`.
CLI::Validator number_from(double least);

CLI::Validator one_of(const std::vector<std::string>& words);

// A seed, as experiments take it: exact in JSON, too.
inline CLI::Validator seed_number() {
  return whole_number(0, std::int64_t{9007199254740991});
}

}  // namespace cae::cli
