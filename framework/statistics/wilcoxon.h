// Wilcoxon's signed-rank test of paired differences.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace cae {

struct WilcoxonTest {
  std::size_t pairs = 0;   // whose difference is not zero; the others are left out
  double statistic = 0.0;  // the lesser sum of ranks, of the positive or of the negative differences
  double p = 1.0;          // two-sided
  bool exact = true;       // from the distribution itself, not from the normal one
};

// Equal magnitudes share the mean of their ranks. The distribution is that of all signs, which are equally
// likely if the differences are symmetric around zero: exact up to 50 differences, with ties or zeros up to
// 13; beyond, the normal approximation with the variance reduced by ties and without correction for
// continuity. As scipy.stats.wilcoxon does (zero_method "wilcox", method "auto"), after Wilcoxon, Biometrics
// Bulletin 1, 1945. None where all differences are zero, or one is not finite.
std::optional<WilcoxonTest> wilcoxon_test(std::span<const double> differences);

}  // namespace cae
