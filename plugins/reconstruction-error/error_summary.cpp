#include "error_summary.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace {

void add(Measures& sums, const Measures& values) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += values[i];
}

void divide(Measures& sums, std::size_t count) {
  for (double& sum : sums) sum /= static_cast<double>(count);
}

}  // namespace

double quantile_of(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double at = share * static_cast<double>(values.size() - 1);
  const auto first = static_cast<std::size_t>(at);
  const std::size_t next = std::min(first + 1, values.size() - 1);
  return std::lerp(values[first], values[next], at - static_cast<double>(first));
}

std::vector<double> values_of(const std::vector<Measures>& all, std::size_t measure) {
  std::vector<double> values(all.size());
  std::transform(all.begin(), all.end(), values.begin(),
                 [&](const Measures& measures) { return measures[measure]; });
  return values;
}

std::map<std::int64_t, ClassMeans> means_by_class(const std::vector<Measures>& all,
                                                  const std::int64_t* labels) {
  std::map<std::int64_t, ClassMeans> classes;
  for (std::size_t i = 0; i < all.size(); ++i) {
    ClassMeans& mine = classes[labels[i]];
    add(mine.means, all[i]);
    ++mine.images;
  }
  for (auto& [label, mine] : classes) divide(mine.means, mine.images);
  return classes;
}

Measures means_of(const std::vector<Measures>& all) {
  Measures sums{};
  for (const Measures& measures : all) add(sums, measures);
  divide(sums, all.size());
  return sums;
}

std::vector<std::size_t> worst_first(const std::vector<Measures>& all, std::size_t measure) {
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const bool high_is_good = measure >= 2;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return high_is_good ? all[a][measure] < all[b][measure] : all[a][measure] > all[b][measure];
  });
  return order;
}
