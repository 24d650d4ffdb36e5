#include "probe.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace {

LabelledRows take(const LabelledRows& from, const std::vector<std::size_t>& rows) {
  LabelledRows taken{{rows.size(), from.rows.columns, {}}, {}, from.classes};
  for (const std::size_t row : rows) {
    const double* values = from.rows.values.data() + row * from.rows.columns;
    taken.rows.values.insert(taken.rows.values.end(), values, values + from.rows.columns);
    taken.class_of.push_back(from.class_of[row]);
  }
  return taken;
}

// The classes that have rows, in ascending order.
std::vector<std::size_t> present_classes(const LabelledRows& data) {
  std::vector<std::size_t> present = data.class_of;
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());
  return present;
}

// The position of each class among those present; their number, if it is not.
std::vector<std::size_t> positions_of(const std::vector<std::size_t>& present, std::size_t classes) {
  std::vector<std::size_t> positions(classes, present.size());
  for (std::size_t i = 0; i < present.size(); ++i) positions[present[i]] = i;
  return positions;
}

}  // namespace

std::optional<Tested> held_out(const LabelledRows& train, const LabelledRows& tested,
                               const RegressionSettings& settings, const plugin::Work& work) {
  const std::vector<std::size_t> present = present_classes(train);
  const std::vector<std::size_t> position = positions_of(present, train.classes);
  LabelledRows fitted{train.rows, {}, present.size()};
  for (const std::size_t row_class : train.class_of) fitted.class_of.push_back(position[row_class]);
  const auto regression = fit(fitted, settings, work);
  if (!regression) return std::nullopt;
  const plugin::Matrix logs = log_probabilities(*regression, tested.rows);
  const double least = std::log(std::numeric_limits<double>::epsilon());
  Tested result{.predicted = {}, .log_probability = {}, .converged = regression->converged};
  for (std::size_t row = 0; row < tested.rows.rows; ++row) {
    const double* of_row = logs.values.data() + row * present.size();
    result.predicted.push_back(
        present[static_cast<std::size_t>(std::max_element(of_row, of_row + present.size()) - of_row)]);
    const std::size_t truth = position[tested.class_of[row]];
    result.log_probability.push_back(truth < present.size() ? std::max(of_row[truth], least) : least);
  }
  return result;
}

std::optional<Tested> cross_validated(const LabelledRows& rows, const std::vector<std::size_t>& fold_of,
                                      std::size_t folds, const RegressionSettings& settings,
                                      const plugin::Work& work) {
  const std::size_t count = rows.rows.rows;
  Tested result{.predicted = std::vector<std::size_t>(count), .log_probability = std::vector<double>(count)};
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<std::size_t> inside, outside;
    for (std::size_t row = 0; row < count; ++row) (fold_of[row] == fold ? inside : outside).push_back(row);
    const plugin::Work part{
        work.loop, [&](double done) {
          return work.watch((static_cast<double>(fold) + done) / static_cast<double>(folds));
        }};
    const auto tested = held_out(take(rows, outside), take(rows, inside), settings, part);
    if (!tested) return std::nullopt;
    result.converged = result.converged && tested->converged;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      result.predicted[inside[i]] = tested->predicted[i];
      result.log_probability[inside[i]] = tested->log_probability[i];
    }
  }
  return result;
}
