// Multinomial logistic regression with an L2 penalty.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "support/matrix.h"
#include "support/work.h"

struct LabelledRows {
  plugin::Matrix rows;
  std::vector<std::size_t> class_of;  // of each row, below `classes`
  std::size_t classes = 0;            // each of which has rows
};

struct RegressionSettings {
  double l2 = 1.0;          // above 0
  bool standardise = true;  // scale each column to a variance of 1; constant ones stay
};

// log p(class) = w_class . (x - centre) / scale + b_class - log(the sum of all classes' exponentials).
struct Regression {
  std::vector<double> centre, scale;  // of each column
  plugin::Matrix weights;             // of each column, and in the last row b; a column a class
  bool converged = false;
};

// The minimum of the sum over all rows of -log p(class of the row) + l2/2 |w|^2, as scikit-learn's
// LogisticRegression(C=1/l2) finds it. For two classes it fits the difference of their weights alone; here
// the penalty is then doubled, which comes to the same. Nothing where the work was ended.
std::optional<Regression> fit(const LabelledRows& data, const RegressionSettings& settings,
                              const plugin::Work& work);

// log p of each class: a row for each of `rows`, a column a class.
plugin::Matrix log_probabilities(const Regression& regression, const plugin::Matrix& rows);

// The largest number of columns: the cost grows with its cube.
inline constexpr std::size_t most_columns = 4096;

// What fit takes beside its input, in bytes at its peak.
std::size_t working_bytes(std::size_t rows, std::size_t columns, std::size_t classes);
