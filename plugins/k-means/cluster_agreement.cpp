#include "cluster_agreement.h"

#include <algorithm>
#include <cmath>

namespace {

struct Sums {
  std::vector<double> classes, clusters;
  double rows = 0.0;
};

Sums sums_of(const Contingency& table) {
  Sums sums{std::vector<double>(table.classes), std::vector<double>(table.clusters)};
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    const auto count = static_cast<double>(table.counts[i]);
    sums.classes[i / table.clusters] += count;
    sums.clusters[i % table.clusters] += count;
    sums.rows += count;
  }
  return sums;
}

double pairs(double count) {
  return count * (count - 1.0) / 2.0;
}

double pairs_in(const std::vector<double>& counts) {
  double sum = 0.0;
  for (const double count : counts) sum += pairs(count);
  return sum;
}

// (index - expected) / (largest - expected); 1 where both partitions are trivial, and so the same.
double adjusted_rand_index(const Contingency& table, const Sums& sums) {
  double together = 0.0;
  for (const std::size_t count : table.counts) together += pairs(static_cast<double>(count));
  const double in_classes = pairs_in(sums.classes), in_clusters = pairs_in(sums.clusters);
  const double all = pairs(sums.rows);
  const double expected = all > 0.0 ? in_classes * in_clusters / all : 0.0;
  const double largest = (in_classes + in_clusters) / 2.0;
  return largest == expected ? 1.0 : (together - expected) / (largest - expected);
}

double entropy(const std::vector<double>& counts, double rows) {
  double sum = 0.0;
  for (const double count : counts) {
    if (count > 0.0) sum -= count / rows * std::log(count / rows);
  }
  return sum;
}

double mutual_information(const Contingency& table, const Sums& sums) {
  double information = 0.0;
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    const auto count = static_cast<double>(table.counts[i]);
    const double product = sums.classes[i / table.clusters] * sums.clusters[i % table.clusters];
    if (count > 0.0) information += count / sums.rows * std::log(count * sums.rows / product);
  }
  return std::max(information, 0.0);
}

}  // namespace

Agreement agreement_of(const Contingency& contingency) {
  const Sums sums = sums_of(contingency);
  const double of_classes = entropy(sums.classes, sums.rows), of_clusters = entropy(sums.clusters, sums.rows);
  const double information = mutual_information(contingency, sums);
  const double mean = (of_classes + of_clusters) / 2.0;
  return {.adjusted_rand_index = adjusted_rand_index(contingency, sums),
          .normalised_mutual_information = mean > 0.0 ? information / mean : 1.0,
          .homogeneity = of_classes > 0.0 ? information / of_classes : 1.0};
}
