// A run's recorded settings, one by one.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cae {

// The settings as pairs of a dotted key and a value, in the order of the record; lists keep their index
// ("augment.0.sigma").
std::vector<std::pair<std::string, std::string>> flat_settings(const std::string& configuration);

}  // namespace cae
