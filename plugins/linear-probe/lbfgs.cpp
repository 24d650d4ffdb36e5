#include "lbfgs.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t remembered_steps = 20;
constexpr int most_iterations = 2000;
constexpr int most_halvings = 40;
constexpr double least_decrease = 1e-4;  // as a share of what the slope promises
constexpr double stale = 0.01;           // a promise that fell so far needs a newer matrix
constexpr double rounding = 1e-14;       // of a value: a smaller increase is none

double dot(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
  return a.cwiseProduct(b).sum();
}

struct Point {
  Eigen::MatrixXd x, gradient;
  double value = 0.0;
  Eigen::MatrixXd conditioned = {};  // the inverse of the matrix times the gradient
};

struct Step {
  Eigen::MatrixXd move, change, conditioned;  // of x, of the gradient, of the conditioned gradient
  double product;                             // of the first two
};

// The product of the inverse Hessian, as the last steps show it, with the gradient (algorithm 7.4). What the
// matrix's inverse is multiplied with is a sum of what it has been multiplied with before.
Eigen::MatrixXd newton_step(const std::deque<Step>& steps, const Point& at) {
  std::vector<double> shares(steps.size());
  Eigen::MatrixXd gradient = at.gradient, step = at.conditioned;
  for (std::size_t i = steps.size(); i-- > 0;) {
    shares[i] = dot(steps[i].move, gradient) / steps[i].product;
    gradient -= shares[i] * steps[i].change;
    step -= shares[i] * steps[i].conditioned;
  }
  if (!steps.empty()) step *= steps.back().product / dot(steps.back().change, steps.back().conditioned);
  for (std::size_t i = 0; i < steps.size(); ++i)
    step += (shares[i] - dot(steps[i].change, step) / steps[i].product) * steps[i].move;
  return step;
}

enum class Outcome { better, no_better, ended };

// Goes from `at` along -step, half as far each time until the value falls (algorithm 3.1).
Outcome search(const Objective& objective, const Eigen::MatrixXd& step, double done, const Point& at,
               Point& next) {
  const double slope = dot(at.gradient, step);
  double length = 1.0;
  for (int i = 0; i < most_halvings; ++i, length /= 2.0) {
    next.x = at.x - length * step;
    const std::optional<double> value = objective.value(next.x, done, next.gradient);
    if (!value) return Outcome::ended;
    next.value = *value;
    if (*value <= at.value - least_decrease * length * slope + rounding * std::fabs(at.value))
      return Outcome::better;
  }
  return Outcome::no_better;
}

void remember(std::deque<Step>& steps, const Point& from, const Point& to) {
  Step step{to.x - from.x, to.gradient - from.gradient, to.conditioned - from.conditioned, 0.0};
  step.product = dot(step.move, step.change);
  if (step.product <= 0.0) return;  // by rounding
  steps.push_back(std::move(step));
  if (steps.size() > remembered_steps) steps.pop_front();
}

// What a Newton step with the matrix promises to take off the value.
double promise(const Point& at) {
  return dot(at.gradient, at.conditioned) / 2.0;
}

}  // namespace

std::optional<Minimum> minimise(const Objective& objective, Eigen::MatrixXd start, double share) {
  Point at{std::move(start), {}};
  const std::optional<double> value = objective.value(at.x, 0.0, at.gradient);
  if (!value || !objective.approximate(at.x, 0.0)) return std::nullopt;
  at.value = *value;
  at.conditioned = objective.precondition(at.gradient);
  const double first = promise(at);
  double newest = first;  // the promise when the matrix was made
  std::deque<Step> steps;
  for (int i = 0; i < most_iterations; ++i) {
    if (promise(at) <= share * at.value) return Minimum{std::move(at.x), true};
    // The logarithm of the promise falls about evenly.
    const double done =
        std::clamp(std::log(promise(at) / first) / std::log(share * at.value / first), 0.0, 1.0);
    if (promise(at) < stale * newest) {
      if (!objective.approximate(at.x, done)) return std::nullopt;
      at.conditioned = objective.precondition(at.gradient);
      newest = promise(at);
      steps.clear();
      continue;
    }
    Point next;
    const Outcome outcome = search(objective, newton_step(steps, at), done, at, next);
    if (outcome == Outcome::ended) return std::nullopt;
    if (outcome == Outcome::no_better) break;
    next.conditioned = objective.precondition(next.gradient);
    remember(steps, at, next);
    at = std::move(next);
  }
  return Minimum{std::move(at.x), false};
}
