// How well classes, or the clusters that k-means found, are separated: the silhouette of each row as a table,
// and its mean of all and of each class.
#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "cae_plugin.h"
#include "silhouettes.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/classes.h"
#include "support/host_work.h"
#include "support/parameter_list.h"
#include "support/subject.h"

namespace {

struct Silhouette {
  static constexpr const char *name = "silhouette", *version = "1.0";
  static constexpr const char* summary = "how well classes or clusters are separated";
  static constexpr auto parameters = plugin::parameter_list(
      plugin::subject_parameters,
      cae_parameter{
          "by", CAE_TABLE, "classes", 0.0, 0.0, "classes",
          "'classes', or a table of the same images with a column 'cluster', such as k-means-latent-code"});

  static Silhouette* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const {
    subject.ask(wanted);
    wanted.wants_labels = by_classes() ? 2 : 0;
  }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  plugin::SubjectChoice subject;
  std::string by;

  bool by_classes() const { return by == "classes"; }
};

Silhouette* Silhouette::make(const cae_host* host, const cae_value* values) {
  return new Silhouette{host, plugin::SubjectChoice(values), values[5].text};
}

// The table of silhouettes, to be filled; or NULL, if the host refuses it.
double* add_silhouettes(const plugin::Subject& subject, const cae_results& results) {
  return plugin::add_table(results, "silhouette-" + subject.name, subject.numbers.rows, {"silhouette"},
                           subject.samples, subject.labels, "");
}

constexpr std::size_t no_column = static_cast<std::size_t>(-1);

std::size_t cluster_column(const cae_table& table) {
  for (std::size_t column = 0; column < table.columns; ++column) {
    if (std::string_view(table.column_names[column]) == "cluster") return column;
  }
  return no_column;
}

// The table of clusters of the subject's rows; or NULL, with the reason reported.
const cae_table* find_clusters(const Silhouette& use, const plugin::Subject& subject,
                               const plugin::Call& call) {
  const cae_table* table = plugin::find_table(*use.host, "by", use.by, call, "classes");
  if (table == nullptr) return nullptr;
  const std::size_t rows = subject.numbers.rows;
  if (cluster_column(*table) == no_column) {
    plugin::complain_of(*use.host, "by", "'" + use.by + "' has no column 'cluster'");
  } else if (table->rows != rows || table->from != subject.from ||
             (table->samples != nullptr && subject.samples != nullptr &&
              !std::equal(table->samples, table->samples + rows, subject.samples))) {
    plugin::complain_of(*use.host, "by", "'" + use.by + "' is not of the images of '" + subject.name + "'");
  } else {
    return table;
  }
  return nullptr;
}

std::vector<std::int64_t> clusters_in(const cae_table& table) {
  std::vector<std::int64_t> clusters;
  for (std::size_t row = 0; row < table.rows; ++row)
    clusters.push_back(static_cast<std::int64_t>(table.values[row * table.columns + cluster_column(table)]));
  return clusters;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void add_class_means(const plugin::Subject& subject, const std::string& metric,
                     const plugin::Classes& classes, const Groups& groups, const std::vector<double>& found,
                     const cae_results& results) {
  const std::vector<std::string> names = classes.names();
  for (std::size_t group = 0; group < groups.count; ++group) {
    std::vector<double> own;
    for (std::size_t row = 0; row < found.size(); ++row) {
      if (groups.of_row[row] == group) own.push_back(found[row]);
    }
    plugin::add_metric_of(results, metric, subject.from, names[group], mean(own));
  }
}

int analyse_groups(const Silhouette& use, const plugin::Subject& subject,
                   const std::vector<std::int64_t>& labels, const cae_results& results) {
  const plugin::Classes classes(labels.data(), labels.size());
  const Groups groups{classes.count(), classes.numbers(labels.data(), labels.size())};
  if (groups.count < 2) {
    return plugin::complain(*use.host, std::string("silhouettes need at least 2 ") +
                                           (use.by_classes() ? "classes" : "clusters") + ", and '" +
                                           subject.name + "' has rows of " + std::to_string(groups.count));
  }
  const auto found = silhouettes(subject.numbers, groups, plugin::work_of(*use.host));
  if (!found) return CAE_FAILED;
  double* values = add_silhouettes(subject, results);
  if (values == nullptr) return CAE_FAILED;
  std::copy(found->begin(), found->end(), values);
  const std::string metric = "silhouette-" + subject.name + ".mean_silhouette";
  plugin::add_metric_of(results, metric, subject.from, mean(*found));
  if (use.by_classes()) add_class_means(subject, metric, classes, groups, *found, results);
  return CAE_OK;
}

int analyse_subject(const Silhouette& use, const plugin::Subject& subject, const plugin::Call& call) {
  if (!use.by_classes()) {
    const cae_table* clusters = find_clusters(use, subject, call);
    return clusters == nullptr ? int{CAE_FAILED}
                               : analyse_groups(use, subject, clusters_in(*clusters), call.results);
  }
  if (!plugin::has_labels(*use.host, subject)) return CAE_FAILED;
  return analyse_groups(use, subject, {subject.labels, subject.labels + subject.numbers.rows}, call.results);
}

int foresee(const Silhouette& use, const plugin::Subject& subject, const plugin::Call& call) {
  if (!use.by_classes() && find_clusters(use, subject, call) == nullptr) return CAE_FAILED;
  add_silhouettes(subject, call.results);
  const std::size_t rows = subject.numbers.rows, columns = subject.numbers.columns;
  call.results.add_memory(call.results.context,
                          sizeof(double) * rows * columns + working_bytes(rows, columns));
  return CAE_OK;
}

int Silhouette::check(const plugin::Call& call) const {
  const auto found = plugin::find_subject(*host, subject, call);
  return found ? foresee(*this, *found, call) : int{CAE_FAILED};
}

int Silhouette::analyse(const plugin::Call& call) const {
  const auto found = plugin::find_subject(*host, subject, call);
  return found ? analyse_subject(*this, *found, call) : int{CAE_FAILED};
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<Silhouette>();
