#include "code_paths.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace {

double length_of(const Code& code) {
  return std::sqrt(std::inner_product(code.begin(), code.end(), code.begin(), 0.0));
}

Code weighted(const Code& from, double of_from, const Code& to, double of_to) {
  Code code(from.size());
  std::transform(from.begin(), from.end(), to.begin(), code.begin(),
                 [&](double a, double b) { return of_from * a + of_to * b; });
  return code;
}

}  // namespace

double angle_between(const Code& from, const Code& to) {
  const double length = length_of(from), other = length_of(to);
  if (length == 0.0 || other == 0.0) return 0.0;
  // |a - b| and |a + b| of the directions: unlike the arc cosine, exact for small angles too.
  const double apart = length_of(weighted(from, 1.0 / length, to, -1.0 / other));
  const double together = length_of(weighted(from, 1.0 / length, to, 1.0 / other));
  return 2.0 * std::atan2(apart, together);
}

Code on_line(const Code& from, const Code& to, double part) {
  return weighted(from, 1.0 - part, to, part);
}

Code on_arc(const Code& from, const Code& to, double part) {
  const double angle = angle_between(from, to), sine = std::sin(angle);
  if (sine < 1e-9) return on_line(from, to, part);
  return weighted(from, std::sin((1.0 - part) * angle) / sine, to, std::sin(part * angle) / sine);
}
