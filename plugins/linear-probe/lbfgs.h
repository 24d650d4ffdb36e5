// Limited-memory BFGS: Nocedal and Wright, "Numerical Optimization" (2006), algorithms 7.4 and 3.1.
#pragma once

#include <Eigen/Core>
#include <functional>
#include <optional>

// A convex function whose gradient is known, and a matrix that resembles its Hessian. `done`: the share of
// the search that is done. Nothing, and false, end it.
struct Objective {
  // The value at x, and the gradient there.
  std::function<std::optional<double>(const Eigen::MatrixXd& x, double done, Eigen::MatrixXd& gradient)>
      value;
  // Makes the matrix resemble the Hessian at x.
  std::function<bool(const Eigen::MatrixXd& x, double done)> approximate;
  // The product of the matrix's inverse with x.
  std::function<Eigen::MatrixXd(const Eigen::MatrixXd& x)> precondition;
};

struct Minimum {
  Eigen::MatrixXd x;
  bool converged = false;
};

// From `start`, until a Newton step with the matrix promises to reduce the value by no more than this share.
std::optional<Minimum> minimise(const Objective& objective, Eigen::MatrixXd start, double share);
