// Arrays of files as numbers that can be computed with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "framework/base/result.h"
#include "framework/data/array.h"

namespace cae {

// The first finite number of the array that is infinite as float32, as a text; nothing where all fit.
std::optional<std::string> beyond_float(const Array& array);

// Every element as a float; E818 where one is too large for that, E803 where one is not finite. `file` is
// named in messages.
Result<std::vector<float>> finite_floats(const Array& array, const std::string& file);

}  // namespace cae
