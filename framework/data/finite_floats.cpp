#include "framework/data/finite_floats.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "framework/base/catalogue/float_range.h"
#include "framework/base/catalogue/run.h"

namespace cae {

std::optional<std::string> beyond_float(const Array& array) {
  if (array.type != DataType::f64) return std::nullopt;  // no other type holds larger numbers
  for (const double value : to_doubles(array)) {
    if (!std::isfinite(value) || std::isfinite(static_cast<float>(value))) continue;
    std::ostringstream text;
    text << value;
    return text.str();
  }
  return std::nullopt;
}

Result<std::vector<float>> finite_floats(const Array& array, const std::string& file) {
  std::vector<float> values = to_floats(array);
  if (std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }))
    return values;
  if (const auto large = beyond_float(array)) return catalogue::array_too_large(file, *large);
  return catalogue::probe_not_finite(file);
}

}  // namespace cae
