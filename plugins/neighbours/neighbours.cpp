// How well the class of a row follows from those of its nearest neighbours: among the other rows
// (leave-one-out), or among those of a table of other images.
#include <algorithm>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "nearest_rows.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/classes.h"
#include "support/held_out.h"
#include "support/host_work.h"
#include "support/parameter_list.h"
#include "support/predictions.h"
#include "support/subject.h"

namespace {

struct Neighbours {
  static constexpr const char *name = "neighbours", *version = "1.0";
  static constexpr const char* summary = "how well the class follows from the nearest neighbours";
  static constexpr auto parameters = plugin::parameter_list(
      plugin::subject_parameters,
      plugin::train_parameter(
          "a table of other images to look for neighbours in; none: among the other rows"),
      cae_parameter{"k", CAE_INTEGER, "10", 1.0, 1000.0, nullptr, "how many neighbours vote"});

  static Neighbours* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const {
    subject.ask(wanted);
    wanted.wants_labels = 2;
  }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  plugin::SubjectChoice subject;
  std::string train;
  std::size_t k;
};

Neighbours* Neighbours::make(const cae_host* host, const cae_value* values) {
  return new Neighbours{host, plugin::SubjectChoice(values), values[5].text,
                        static_cast<std::size_t>(values[6].integer)};
}

std::string table_name(const plugin::Subject& tested) {
  return "neighbours-" + tested.name;
}

// The table of predictions, to be filled; or NULL, if the host refuses it.
double* add_votes(const plugin::Subject& tested, const cae_results& results) {
  return plugin::add_table(results, table_name(tested), tested.numbers.rows, {"predicted", "votes"},
                           tested.samples, tested.labels, "");
}
double* add_accuracy_by_k(const Neighbours& use, const plugin::Subject& tested, const cae_results& results) {
  return plugin::add_table(results, table_name(tested) + "-by-k", use.k, {"k", "accuracy"}, nullptr, nullptr,
                           use.k > 1 ? "scatter" : "");
}

// Of the tested rows and, after them, those to learn from.
struct Joined {
  plugin::Matrix rows;
  plugin::Classes classes;
  std::vector<std::size_t> class_of;
};

Joined join(const plugin::Subject& tested, const plugin::Subject* train) {
  std::vector<std::int64_t> labels(tested.labels, tested.labels + tested.numbers.rows);
  plugin::Matrix rows = tested.numbers;
  if (train != nullptr) {
    labels.insert(labels.end(), train->labels, train->labels + train->numbers.rows);
    rows.values.insert(rows.values.end(), train->numbers.values.begin(), train->numbers.values.end());
    rows.rows += train->numbers.rows;
  }
  plugin::Classes classes(labels.data(), labels.size());
  std::vector<std::size_t> class_of = classes.numbers(labels.data(), labels.size());
  return {std::move(rows), std::move(classes), std::move(class_of)};
}

// The votes for each tested row.
std::vector<Votes> vote(const std::vector<std::size_t>& nearest, std::size_t k, const Joined& joined) {
  std::vector<Votes> votes;
  std::vector<std::size_t> classes(k);
  for (std::size_t first = 0; first < nearest.size(); first += k) {
    std::transform(nearest.begin() + static_cast<std::ptrdiff_t>(first),
                   nearest.begin() + static_cast<std::ptrdiff_t>(first + k), classes.begin(),
                   [&](std::size_t row) { return joined.class_of[row]; });
    votes.push_back(votes_of(classes, joined.classes.count()));
  }
  return votes;
}

std::vector<std::size_t> winners_of(const std::vector<Votes>& votes, std::size_t k) {
  std::vector<std::size_t> winners;
  for (const Votes& row : votes) winners.push_back(row.winners[k - 1]);
  return winners;
}

int add_results(const Neighbours& use, const plugin::Subject& tested, const Joined& joined,
                const std::vector<Votes>& votes, const cae_results& results) {
  double* predicted = add_votes(tested, results);
  if (predicted == nullptr) return CAE_FAILED;
  for (const Votes& row : votes) {
    *predicted++ = static_cast<double>(joined.classes.labels()[row.winners.back()]);
    *predicted++ = row.shares.back();
  }
  const auto end_of_tested = joined.class_of.begin() + static_cast<std::ptrdiff_t>(tested.numbers.rows);
  const std::vector<std::size_t> truth(joined.class_of.begin(), end_of_tested);
  double* by_k = add_accuracy_by_k(use, tested, results);
  if (by_k == nullptr) return CAE_FAILED;
  for (std::size_t k = 1; k <= use.k; ++k) {
    *by_k++ = static_cast<double>(k);
    *by_k++ = plugin::accuracy_of(truth, winners_of(votes, k));
  }
  return plugin::add_predictions(results, table_name(tested), tested.from,
                                 {joined.classes, truth, winners_of(votes, use.k)});
}

// Reports why there are not so many neighbours.
int check_size(const Neighbours& use, const plugin::Subject& tested, const plugin::Subject* train) {
  const std::size_t candidates = train != nullptr ? train->numbers.rows : tested.numbers.rows - 1;
  if (use.k <= candidates) return CAE_OK;
  return plugin::complain_of(*use.host, "k",
                             "a row of '" + tested.name + "' has only " + std::to_string(candidates) +
                                 " others to be a neighbour of");
}

int analyse_subjects(const Neighbours& use, const plugin::Subject& tested, const plugin::Subject* train,
                     const cae_results& results) {
  if (check_size(use, tested, train) != CAE_OK || !plugin::has_labels(*use.host, tested)) return CAE_FAILED;
  if (train != nullptr && !plugin::has_labels(*use.host, *train)) return CAE_FAILED;
  const Joined joined = join(tested, train);
  if (plugin::check_classes(*use.host, tested.name, joined.classes) != CAE_OK) return CAE_FAILED;
  const auto nearest = nearest_rows(joined.rows, tested.numbers.rows, use.k, plugin::work_of(*use.host));
  return nearest ? add_results(use, tested, joined, vote(*nearest, use.k, joined), results) : int{CAE_FAILED};
}

int foresee(const Neighbours& use, const plugin::Subject& tested, const plugin::Subject* train,
            const cae_results& results) {
  if (check_size(use, tested, train) != CAE_OK) return CAE_FAILED;
  // Not the one of confusion: how many classes there are is not known yet.
  add_votes(tested, results);
  add_accuracy_by_k(use, tested, results);
  const std::size_t tested_rows = tested.numbers.rows, columns = tested.numbers.columns;
  const std::size_t rows = tested_rows + (train != nullptr ? train->numbers.rows : 0);
  // The subjects, and their rows joined; the votes.
  results.add_memory(results.context, 2 * sizeof(double) * rows * columns +
                                          working_bytes(rows, columns, tested_rows, use.k) +
                                          2 * sizeof(double) * tested_rows * use.k);
  return CAE_OK;
}

int Neighbours::check(const plugin::Call& call) const {
  const auto found = plugin::find_held_out(*host, subject, train, call);
  return found ? foresee(*this, found->tested, found->training(), call.results) : int{CAE_FAILED};
}

int Neighbours::analyse(const plugin::Call& call) const {
  const auto found = plugin::find_held_out(*host, subject, train, call);
  return found ? analyse_subjects(*this, found->tested, found->training(), call.results) : int{CAE_FAILED};
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Neighbours>();
