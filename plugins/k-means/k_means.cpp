// Clusters of rows by k-means: the cluster of each row and the centres as tables and, where the rows have
// classes, how far the clusters agree with these.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "cae_plugin.h"
#include "cluster_agreement.h"
#include "clustering.h"
#include "support/analysis.h"
#include "support/analysis_entry.h"
#include "support/classes.h"
#include "support/host_work.h"
#include "support/parameter_list.h"
#include "support/subject.h"

namespace {

struct KMeans {
  static constexpr const char *name = "k-means", *version = "1.0";
  static constexpr const char* summary = "clusters by k-means, and how far they agree with the classes";
  static constexpr auto parameters = plugin::parameter_list(
      plugin::subject_parameters,
      cae_parameter{"clusters", CAE_INTEGER, "10", 1.0, 1000.0, nullptr, "how many clusters to find"},
      cae_parameter{"restarts", CAE_INTEGER, "10", 1.0, 1000.0, nullptr,
                    "how many starts to try; the clusters with the least inertia are kept"},
      cae_parameter{"start_seed", CAE_INTEGER, "1", 0.0, CAE_HIGHEST, nullptr, "of the starts"},
      cae_parameter{"iterations", CAE_INTEGER, "300", 1.0, 100000.0, nullptr,
                    "the most that a start may take"});

  static KMeans* make(const cae_host* host, const cae_value* values);
  void ask(cae_request& wanted) const { subject.ask(wanted); }
  int check(const plugin::Call& call) const;
  int analyse(const plugin::Call& call) const;

  const cae_host* host;
  plugin::SubjectChoice subject;
  ClusteringSettings settings;
  std::uint64_t start_seed;
};

KMeans* KMeans::make(const cae_host* host, const cae_value* values) {
  const auto number = [&](std::size_t i) { return static_cast<std::size_t>(values[i].integer); };
  return new KMeans{host,
                    plugin::SubjectChoice(values),
                    {.clusters = number(5), .starts = number(6), .iterations = number(8)},
                    static_cast<std::uint64_t>(values[7].integer)};
}

// In 2^-48ths: a float alone has too few digits for many rows.
double draw(const KMeans& use, std::size_t start, std::size_t n) {
  std::array<float, 2> drawn = {};
  use.host->uniform(use.host->context, use.start_seed, "k-means", static_cast<std::uint32_t>(start), n,
                    drawn.data(), drawn.size());
  return static_cast<double>(drawn[0]) + std::ldexp(static_cast<double>(drawn[1]), -24);
}

std::string table_name(const plugin::Subject& subject) {
  return "k-means-" + subject.name;
}

// The tables, to be filled; or NULL, if the host refuses one.
double* add_assignments(const plugin::Subject& subject, const cae_results& results) {
  return plugin::add_table(results, table_name(subject), subject.numbers.rows, {"cluster", "distance"},
                           subject.samples, subject.labels, "");
}
double* add_centres(const KMeans& use, const plugin::Subject& subject, const cae_results& results) {
  return plugin::add_table(results, table_name(subject) + "-centres", use.settings.clusters, subject.columns,
                           nullptr, nullptr, "heatmap");
}

int add_clusters(const KMeans& use, const plugin::Subject& subject, const Clustering& found,
                 const cae_results& results) {
  double* assigned = add_assignments(subject, results);
  if (assigned == nullptr) return CAE_FAILED;
  for (std::size_t row = 0; row < subject.numbers.rows; ++row) {
    *assigned++ = static_cast<double>(found.of_row[row]);
    *assigned++ = std::sqrt(found.squared[row]);
  }
  double* centres = add_centres(use, subject, results);
  if (centres == nullptr) return CAE_FAILED;
  std::copy(found.centres.values.begin(), found.centres.values.end(), centres);
  return CAE_OK;
}

// From 0, as the rows of the table of centres.
std::vector<std::string> cluster_names(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t cluster = 0; cluster < count; ++cluster)
    names.push_back("cluster_" + std::to_string(cluster));
  return names;
}

// The number of rows of each class in each cluster, as a table.
int add_contingency(const plugin::Subject& subject, const plugin::Classes& classes,
                    const Contingency& contingency, const cae_results& results) {
  double* counts =
      plugin::add_table(results, table_name(subject) + "-classes", contingency.classes,
                        cluster_names(contingency.clusters), nullptr, classes.labels().data(), "heatmap");
  if (counts == nullptr) return CAE_FAILED;
  std::copy(contingency.counts.begin(), contingency.counts.end(), counts);
  return CAE_OK;
}

int add_agreement(const KMeans& use, const plugin::Subject& subject, const Clustering& found,
                  const cae_results& results) {
  const std::size_t rows = subject.numbers.rows;
  const plugin::Classes classes(subject.labels, rows);
  const std::vector<std::size_t> class_of = classes.numbers(subject.labels, rows);
  const Contingency contingency{
      classes.count(), use.settings.clusters,
      plugin::counts_of_pairs(class_of, classes.count(), found.of_row, use.settings.clusters)};
  const Agreement agreement = agreement_of(contingency);
  const auto add = [&](const char* name, double value) {
    plugin::add_metric_of(results, table_name(subject) + "." + name, subject.from, value);
  };
  add("adjusted_rand_index", agreement.adjusted_rand_index);
  add("normalised_mutual_information", agreement.normalised_mutual_information);
  add("homogeneity", agreement.homogeneity);
  return add_contingency(subject, classes, contingency, results);
}

// Reports why there cannot be so many clusters.
int check_size(const KMeans& use, const plugin::Subject& subject) {
  if (use.settings.clusters <= subject.numbers.rows) return CAE_OK;
  return plugin::complain_of(
      *use.host, "clusters",
      "'" + subject.name + "' has only " + std::to_string(subject.numbers.rows) + " rows");
}

int analyse_subject(const KMeans& use, const plugin::Subject& subject, const cae_results& results) {
  if (check_size(use, subject) != CAE_OK) return CAE_FAILED;
  const auto found = k_means(
      subject.numbers, use.settings, [&](std::size_t start, std::size_t n) { return draw(use, start, n); },
      plugin::work_of(*use.host));
  if (!found || add_clusters(use, subject, *found, results) != CAE_OK) return CAE_FAILED;
  const auto add = [&](const char* name, double value) {
    plugin::add_metric_of(results, table_name(subject) + "." + name, subject.from, value);
  };
  add("inertia", found->inertia);
  add("iterations", static_cast<double>(found->iterations));
  if (!found->converged) {
    const std::string text = "the best start still changed clusters after `iterations`, " +
                             std::to_string(use.settings.iterations);
    use.host->log(use.host->context, text.c_str());
  }
  return subject.labels == nullptr ? int{CAE_OK} : add_agreement(use, subject, *found, results);
}

int foresee(const KMeans& use, const plugin::Subject& subject, const cae_results& results) {
  if (check_size(use, subject) != CAE_OK) return CAE_FAILED;
  // Not the one of classes: whether there are any, and how many, is not known yet.
  add_assignments(subject, results);
  add_centres(use, subject, results);
  const std::size_t rows = subject.numbers.rows, columns = subject.numbers.columns;
  results.add_memory(results.context,
                     sizeof(double) * rows * columns + working_bytes(rows, columns, use.settings.clusters));
  return CAE_OK;
}

int KMeans::check(const plugin::Call& call) const {
  const auto found = plugin::find_subject(*host, subject, call);
  return found ? foresee(*this, *found, call.results) : int{CAE_FAILED};
}

int KMeans::analyse(const plugin::Call& call) const {
  const auto found = plugin::find_subject(*host, subject, call);
  return found ? analyse_subject(*this, *found, call.results) : int{CAE_FAILED};
}

}  // namespace

constinit const cae_plugin cae_plugin_entry = plugin::entry_of<KMeans>();
