// How well the class of a row follows from a linear function of its numbers: fitted to a table of other
// images, or by cross-validation.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "folds.h"
#include "probe.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/classes.h"
#include "support/held_out.h"
#include "support/host_work.h"
#include "support/parameter_list.h"
#include "support/predictions.h"
#include "support/subject.h"

namespace {

struct LinearProbe {
  static constexpr const char *name = "linear-probe", *version = "1.0";
  static constexpr const char* summary = "how well the class follows from a linear function";
  static constexpr auto parameters = plugin::parameter_list(
      plugin::subject_parameters,
      plugin::train_parameter("a table of other images to fit the probe to; none: cross-validation"),
      cae_parameter{"l2", CAE_NUMBER, "1", 1e-6, 1e9, nullptr,
                    "weight of the penalty |w|^2 / 2; 1/C in scikit-learn"},
      cae_parameter{"standardise", CAE_FLAG, "true", 0.0, 0.0, nullptr,
                    "scale each column to mean 0 and variance 1 over the images that the probe is fitted to"},
      cae_parameter{"folds", CAE_INTEGER, "5", 2.0, 100.0, nullptr, "of the cross-validation"},
      cae_parameter{"fold_seed", CAE_INTEGER, "1", 0.0, CAE_HIGHEST, nullptr, "of the division into folds"});

  static LinearProbe* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const {
    subject.ask(wanted);
    wanted.wants_labels = 2;
  }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  plugin::SubjectChoice subject;
  std::string train;
  RegressionSettings settings;
  std::size_t folds;
  std::uint64_t fold_seed;
};

LinearProbe* LinearProbe::make(const cae_host* host, const cae_value* values) {
  return new LinearProbe{host,
                         plugin::SubjectChoice(values),
                         values[5].text,
                         {.l2 = values[6].number, .standardise = values[7].integer != 0},
                         static_cast<std::size_t>(values[8].integer),
                         static_cast<std::uint64_t>(values[9].integer)};
}

std::string table_name(const plugin::Subject& tested) {
  return "linear-probe-" + tested.name;
}

std::vector<std::string> columns_of(const plugin::Subject* train) {
  std::vector<std::string> columns = {"predicted", "probability"};
  if (train == nullptr) columns.emplace_back("fold");
  return columns;
}

// The table of predictions, to be filled; or NULL, if the host refuses it.
double* add_table(const plugin::Subject& tested, const plugin::Subject* train, const cae_results& results) {
  return plugin::add_table(results, table_name(tested), tested.numbers.rows, columns_of(train),
                           tested.samples, tested.labels, "");
}

std::vector<std::size_t> folds_of(const LinearProbe& use, const std::vector<std::size_t>& class_of) {
  std::vector<float> drawn(class_of.size());
  use.host->uniform(use.host->context, use.fold_seed, "linear-probe", 0, 0, drawn.data(), drawn.size());
  return stratified_folds(class_of, use.folds, drawn);
}

int add_results(const plugin::Subject& tested, const plugin::Subject* train, const plugin::Classes& classes,
                const std::vector<std::size_t>& fold_of, const Tested& found, const cae_results& results) {
  double* values = add_table(tested, train, results);
  if (values == nullptr) return CAE_FAILED;
  const std::size_t rows = tested.numbers.rows;
  for (std::size_t row = 0; row < rows; ++row) {
    *values++ = static_cast<double>(classes.labels()[found.predicted[row]]);
    *values++ = std::exp(found.log_probability[row]);
    if (train == nullptr) *values++ = static_cast<double>(fold_of[row] + 1);
  }
  const double sum = std::accumulate(found.log_probability.begin(), found.log_probability.end(), 0.0);
  plugin::add_metric_of(results, table_name(tested) + ".log_loss", tested.from,
                        -sum / static_cast<double>(rows));
  return plugin::add_predictions(results, table_name(tested), tested.from,
                                 {classes, classes.numbers(tested.labels, rows), found.predicted});
}

LabelledRows labelled(const plugin::Subject& subject, const plugin::Classes& classes) {
  return {subject.numbers, classes.numbers(subject.labels, subject.numbers.rows), classes.count()};
}

int probe(const LinearProbe& use, const plugin::Subject& tested, const plugin::Subject* train,
          const plugin::Classes& classes, const cae_results& results) {
  const LabelledRows rows = labelled(tested, classes);
  const plugin::Work work = plugin::work_of(*use.host);
  std::vector<std::size_t> fold_of;
  if (train == nullptr) fold_of = folds_of(use, rows.class_of);
  const auto found = train != nullptr ? held_out(labelled(*train, classes), rows, use.settings, work)
                                      : cross_validated(rows, fold_of, use.folds, use.settings, work);
  if (!found) return CAE_FAILED;
  if (!found->converged) use.host->log(use.host->context, "the probe did not converge to full precision");
  return add_results(tested, train, classes, fold_of, *found, results);
}

// Reports why a probe of so many numbers is not possible.
int check_size(const LinearProbe& use, const plugin::Subject& tested, const plugin::Subject* train) {
  const std::size_t rows = tested.numbers.rows, columns = tested.numbers.columns;
  if (columns > most_columns) {
    return plugin::complain(*use.host, "a linear probe of " + std::to_string(columns) +
                                           " columns takes too long; the limit is " +
                                           std::to_string(most_columns) + ", pool the layer");
  }
  if (train == nullptr && rows < use.folds) {
    return plugin::complain_of(*use.host, "folds",
                               "'" + tested.name + "' has only " + std::to_string(rows) + " rows");
  }
  return CAE_OK;
}

int analyse_subjects(const LinearProbe& use, const plugin::Subject& tested, const plugin::Subject* train,
                     const cae_results& results) {
  if (check_size(use, tested, train) != CAE_OK || !plugin::has_labels(*use.host, tested)) return CAE_FAILED;
  if (train != nullptr && !plugin::has_labels(*use.host, *train)) return CAE_FAILED;
  plugin::Classes classes(tested.labels, tested.numbers.rows);
  if (train != nullptr) {
    const plugin::Classes known(train->labels, train->numbers.rows);
    if (plugin::check_classes(*use.host, train->name, known) != CAE_OK) return CAE_FAILED;
    classes.add(train->labels, train->numbers.rows);
  }
  if (plugin::check_classes(*use.host, tested.name, classes) != CAE_OK) return CAE_FAILED;
  return probe(use, tested, train, classes, results);
}

int foresee(const LinearProbe& use, const plugin::Subject& tested, const plugin::Subject* train,
            const cae_results& results) {
  if (check_size(use, tested, train) != CAE_OK) return CAE_FAILED;
  // Not the one of confusion: how many classes there are is not known yet.
  add_table(tested, train, results);
  const std::size_t columns = tested.numbers.columns;
  const std::size_t fitted = train != nullptr ? train->numbers.rows : tested.numbers.rows;
  const std::size_t rows = tested.numbers.rows + (train != nullptr ? fitted : 0);
  constexpr std::size_t usual_classes = 10;
  // The subjects, and the rows that are fitted to and tested.
  results.add_memory(results.context,
                     3 * sizeof(double) * rows * columns + working_bytes(fitted, columns, usual_classes));
  return CAE_OK;
}

int LinearProbe::check(const plugin::Call& call) const {
  const auto found = plugin::find_held_out(*host, subject, train, call);
  return found ? foresee(*this, found->tested, found->training(), call.results) : int{CAE_FAILED};
}

int LinearProbe::analyse(const plugin::Call& call) const {
  const auto found = plugin::find_held_out(*host, subject, train, call);
  return found ? analyse_subjects(*this, found->tested, found->training(), call.results) : int{CAE_FAILED};
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<LinearProbe>();
