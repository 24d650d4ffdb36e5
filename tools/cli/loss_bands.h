// Runs that differ in their seed alone as one curve of losses.
#pragma once

#include <string>
#include <vector>

#include "framework/base/words.h"
#include "framework/draw/plots.h"
#include "framework/store/run_record.h"

namespace cae::cli {

// What is drawn round the mean of several seeds: from the least to the greatest, or Student's 95 % interval
// of the mean.
enum class SeedBand { range, interval };
inline std::span<const Word<SeedBand>> words_of(SeedBand) {
  static constexpr Word<SeedBand> words[] = {{SeedBand::range, "range"}, {SeedBand::interval, "interval"}};
  return words;
}

// The runs with the same experiment, variant and settings apart from the seed, in the order of the runs; each
// is a list of places in `runs`. A seed that is there again begins another group.
std::vector<std::vector<std::size_t>> groups_of_seeds(const std::vector<StoredRun>& runs);

// The mean and the band of each epoch that all seeds have recorded. A single one stays as it is.
LossCurve joined_curve(const std::string& label, const std::vector<LossCurve>& seeds, SeedBand band);

}  // namespace cae::cli
