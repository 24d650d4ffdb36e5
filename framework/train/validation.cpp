#include "framework/train/validation.h"

#include <algorithm>
#include <cmath>

#include "framework/base/catalogue/fit.h"
#include "framework/base/shuffle.h"

namespace cae {

Result<std::vector<std::uint32_t>> validation_samples(const DataConfig& data, std::uint64_t seed,
                                                      std::int64_t images) {
  std::vector<std::uint32_t> samples;
  if (data.validation == 0.0) return samples;
  const double wanted =
      data.validation < 1.0 ? std::round(data.validation * static_cast<double>(images)) : data.validation;
  if (wanted < 1.0 || wanted >= static_cast<double>(images)) {
    return catalogue::validation_count(data.validation_place, data.validation, wanted, images);
  }
  // The orders of the epochs are those of epoch 1 and up.
  samples = shuffled_order(seed, 0, static_cast<std::uint32_t>(images));
  samples.resize(static_cast<std::size_t>(wanted));
  std::sort(samples.begin(), samples.end());
  return samples;
}

std::vector<std::uint32_t> samples_without(const std::vector<std::uint32_t>& validation,
                                           std::int64_t images) {
  std::vector<std::uint32_t> samples;
  samples.reserve(static_cast<std::size_t>(images) - validation.size());
  auto kept = validation.begin();
  for (std::uint32_t sample = 0; sample < static_cast<std::uint32_t>(images); ++sample) {
    if (kept != validation.end() && *kept == sample) {
      ++kept;
    } else {
      samples.push_back(sample);
    }
  }
  return samples;
}

}  // namespace cae
