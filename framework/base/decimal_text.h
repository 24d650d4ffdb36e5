// Numbers with a fixed count of decimals.
#pragma once

#include <string>

namespace cae {

enum class Plus { hidden, shown };  // the sign of numbers above zero

// "-0.25", "+0.25". A number that is zero to these decimals has no sign: "0.00".
std::string decimal_text(double value, int decimals, Plus plus = Plus::hidden);

}  // namespace cae
