// Student's t distribution.
#pragma once

namespace cae {

// P(|T| >= |t|) with `degrees` of freedom, which need not be whole.
double two_sided_t_probability(double t, double degrees);

// The t that |T| stays below with probability `confidence`: 12.706 for 0.95 and one degree of freedom.
double two_sided_t_quantile(double confidence, double degrees);

}  // namespace cae
