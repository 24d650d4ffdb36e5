// The codes of all warnings of base/catalogue, which the build finds there.
#pragma once

#include <string>
#include <vector>

namespace cae {

std::vector<std::string> warning_codes();  // "W201", ..., in order

}  // namespace cae
