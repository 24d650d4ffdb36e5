// Predicted classes beside the true ones: how often they agree, of all and of each class, and which are taken
// for which.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "support/analysis.h"
#include "support/classes.h"

namespace plugin {

// The classes of tables and metrics by class are at most so many.
inline constexpr std::size_t most_classes = 1000;

struct Predictions {
  Classes classes;
  std::vector<std::size_t> truth, predicted;  // numbers of classes, one a row
};

inline double share_of(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

inline double accuracy_of(const std::vector<std::size_t>& truth, const std::vector<std::size_t>& predicted) {
  std::size_t right = 0;
  for (std::size_t row = 0; row < truth.size(); ++row) right += truth[row] == predicted[row] ? 1 : 0;
  return share_of(right, truth.size());
}

inline void add_accuracies(const cae_results& results, const std::string& table, std::uint32_t from,
                           const Predictions& predictions, const std::vector<std::size_t>& confusion) {
  const std::string metric = table + ".accuracy";
  add_metric_of(results, metric, from, accuracy_of(predictions.truth, predictions.predicted));
  const std::vector<std::string> names = predictions.classes.names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t rows = 0;
    for (std::size_t j = 0; j < names.size(); ++j) rows += confusion[i * names.size() + j];
    if (rows > 0)
      add_metric_of(results, metric, from, names[i], share_of(confusion[i * names.size() + i], rows));
  }
}

// Adds the metric `accuracy`, of all rows and of those of each class, and the table of confusion: a row a
// true class, a column a predicted one.
inline int add_predictions(const cae_results& results, const std::string& table, std::uint32_t from,
                           const Predictions& predictions) {
  const std::size_t classes = predictions.classes.count();
  const std::vector<std::size_t> confusion =
      counts_of_pairs(predictions.truth, classes, predictions.predicted, classes);
  add_accuracies(results, table, from, predictions, confusion);
  double* counts = add_table(results, table + "-confusion", classes, predictions.classes.names(), nullptr,
                             predictions.classes.labels().data(), "heatmap");
  if (counts == nullptr) return CAE_FAILED;
  std::copy(confusion.begin(), confusion.end(), counts);
  return CAE_OK;
}

// Reports why so many classes cannot be told apart.
inline int check_classes(const cae_host& host, const std::string& name, const Classes& classes) {
  if (classes.count() >= 2 && classes.count() <= most_classes) return CAE_OK;
  return complain(host, "this needs 2 to " + std::to_string(most_classes) + " classes, and those of '" +
                            name + "' are " + std::to_string(classes.count()));
}

}  // namespace plugin
