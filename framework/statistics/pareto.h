// Which of several choices no other one beats both in cost and in result.
#pragma once

#include <span>
#include <vector>

namespace cae {

// Lower is better in both.
struct CostAndLoss {
  double cost = 0.0;
  double loss = 0.0;
};

// Of each point whether it is on the Pareto line: no other point has neither a higher cost nor a higher loss
// and is lower in at least one of them. Equal points are on it together or not at all. What is not finite is
// not.
std::vector<bool> on_pareto_line(std::span<const CostAndLoss> points);

}  // namespace cae
