// What both ways to principal components begin and end with.
#pragma once

#include <Eigen/Core>

#include "support/principal_components.h"

namespace plugin {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// The rows less their mean.
Rows centred(const Matrix& data);

// `squares`: of the singular values, in falling order; `total`: the sum of all of them; `scores` have any
// signs.
PrincipalComponents components_of(Rows scores, const Eigen::VectorXd& squares, double total,
                                  std::size_t columns);

}  // namespace plugin
