// What both ways to principal components begin and end with.
#pragma once

#include <Eigen/Core>

#include "support/principal_components.h"

namespace plugin {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

struct Centred {
  Eigen::RowVectorXd mean;
  Rows rows;  // less it
};
Centred centred(const Matrix& data);

// What is found of centred rows X = U S V', with the signs that come.
struct Decomposition {
  Rows scores;              // the first columns of U S
  Rows axes;                // the first rows of V'
  Eigen::VectorXd squares;  // of as many singular values, in falling order
};
PrincipalComponents components_of(const Centred& data, Decomposition found);

}  // namespace plugin
