#include "framework/statistics/student_t.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace cae {

using Distribution = boost::math::students_t_distribution<double>;

double two_sided_t_probability(double t, double degrees) {
  return 2.0 * boost::math::cdf(boost::math::complement(Distribution(degrees), std::fabs(t)));
}

double two_sided_t_quantile(double confidence, double degrees) {
  return boost::math::quantile(boost::math::complement(Distribution(degrees), (1.0 - confidence) / 2.0));
}

}  // namespace cae
