// Which of many names there is room for along an axis.
#pragma once

#include <cstddef>
#include <vector>

namespace cae {

// The places in `positions`, which rise, that are a line of text from the one before, on an axis that is
// `length` long: all where names fit beside each other, every second or third where they do not.
std::vector<std::size_t> fitting_tics(const std::vector<double>& positions, double length);

}  // namespace cae
