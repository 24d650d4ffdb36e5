// Groups of runs that differ in their seed alone, compared with a base.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "framework/statistics/t_test.h"
#include "framework/statistics/wilcoxon.h"

namespace cae {

// Below it, a probability counts as evidence of a difference.
inline constexpr double significance = 1.0 - confidence;

// Wilcoxon's test needs six pairs: with five, no result of it is below 0.05.
inline constexpr std::size_t least_wilcoxon_pairs = 6;

// One finite value of each seed.
using SeedValues = std::map<std::uint64_t, double>;

// paired: by seed, the other values are left out. unpaired: Welch. none: too few values for a test.
enum class Comparison { none, paired, unpaired };

struct Difference {
  Comparison comparison = Comparison::none;
  std::vector<std::uint64_t> pairs = {};       // the seeds that both have
  std::vector<std::uint64_t> only_group = {};  // those that the base lacks
  std::vector<std::uint64_t> only_base = {};
  std::vector<double> differences = {};  // group minus base, of each pair
  double mean = 0.0;            // group minus base: of the pairs, where it is paired or where there is one
  std::optional<TTest> t = {};  // none where nothing varies
  std::optional<double> effect = {};           // d_z of pairs, else g
  std::optional<WilcoxonTest> wilcoxon = {};   // of six pairs and more
  std::optional<double> p_holm = {};           // that of t, corrected for all t-tests of the table
  std::optional<double> wilcoxon_p_holm = {};  // the same for Wilcoxon's
};

// Of each group its difference from the base, which has one value at least, as has each group. Pairs count
// where there are two at least, and at least half of the seeds of the smaller of the two: with fewer, Welch's
// test uses more of what is known.
std::vector<Difference> differences_from(const SeedValues& base, const std::vector<SeedValues>& groups);

}  // namespace cae
