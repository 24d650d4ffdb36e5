#include "framework/statistics/wilcoxon.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "framework/statistics/sample.h"

namespace cae {
namespace {

constexpr std::size_t most_exact = 50;
constexpr std::size_t most_exact_with_ties = 13;

// Ranks are doubled, so that those of two equal magnitudes are whole numbers too.
struct Ranks {
  std::vector<std::size_t> doubled = {};  // of the magnitudes in ascending order
  std::size_t positive = 0;               // sum of those of positive differences
  bool ties = false;
  double tie_sum = 0.0;  // of t^3 - t over groups of t equal magnitudes
};

Ranks ranks_of(std::vector<double> differences) {
  std::sort(differences.begin(), differences.end(),
            [](double a, double b) { return std::fabs(a) < std::fabs(b); });
  Ranks ranks;
  for (std::size_t first = 0; first < differences.size();) {
    std::size_t end = first;
    while (end < differences.size() && std::fabs(differences[end]) == std::fabs(differences[first])) ++end;
    const auto equal = static_cast<double>(end - first);
    ranks.ties = ranks.ties || end - first > 1;
    ranks.tie_sum += equal * equal * equal - equal;
    for (std::size_t i = first; i < end; ++i) {
      ranks.doubled.push_back(first + 1 + end);  // twice the mean of first + 1, ..., end
      if (differences[i] > 0.0) ranks.positive += first + 1 + end;
    }
    first = end;
  }
  return ranks;
}

// Of each sum of doubled ranks the share of the 2^n choices of signs that give it to the positive ones.
std::vector<double> sum_shares(const std::vector<std::size_t>& ranks) {
  std::vector<double> shares = {1.0};
  for (const std::size_t rank : ranks) {
    std::vector<double> next(shares.size() + rank, 0.0);
    for (std::size_t sum = 0; sum < shares.size(); ++sum) {
      next[sum] += 0.5 * shares[sum];
      next[sum + rank] += 0.5 * shares[sum];
    }
    shares = std::move(next);
  }
  return shares;
}

double exact_p(const Ranks& ranks) {
  const std::vector<double> shares = sum_shares(ranks.doubled);
  double at_most = 0.0;
  double at_least = 0.0;
  for (std::size_t sum = 0; sum < shares.size(); ++sum) {
    if (sum <= ranks.positive) at_most += shares[sum];
    if (sum >= ranks.positive) at_least += shares[sum];
  }
  return std::min(1.0, 2.0 * std::min(at_most, at_least));
}

double normal_p(const Ranks& ranks) {
  const auto n = static_cast<double>(ranks.doubled.size());
  const double variance = (n * (n + 1.0) * (2.0 * n + 1.0) - ranks.tie_sum / 2.0) / 24.0;
  const double z = (static_cast<double>(ranks.positive) / 2.0 - n * (n + 1.0) / 4.0) / std::sqrt(variance);
  return std::erfc(std::fabs(z) / std::sqrt(2.0));
}

}  // namespace

std::optional<WilcoxonTest> wilcoxon_test(std::span<const double> differences) {
  if (!all_finite(differences)) return std::nullopt;
  std::vector<double> others;
  std::copy_if(differences.begin(), differences.end(), std::back_inserter(others),
               [](double difference) { return difference != 0.0; });
  if (others.empty()) return std::nullopt;
  const Ranks ranks = ranks_of(others);
  const bool plain = !ranks.ties && others.size() == differences.size();
  const std::size_t all = others.size() * (others.size() + 1);  // of the doubled ranks
  WilcoxonTest test{.pairs = others.size(),
                    .statistic = static_cast<double>(std::min(ranks.positive, all - ranks.positive)) / 2.0,
                    .exact = differences.size() <= (plain ? most_exact : most_exact_with_ties)};
  test.p = test.exact ? exact_p(ranks) : normal_p(ranks);
  return test;
}

}  // namespace cae
