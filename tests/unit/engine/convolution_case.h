// A convolution by another algorithm against the direct one.
#pragma once

#include <string>

#include "framework/graph/builder.h"
#include "tests/unit/engine/random_choices.h"
#include "tests/unit/engine/support.h"

namespace cae {

struct ConvolutionCase {
  Shape in;
  std::int64_t filters;
  Padding pad;
  bool bias;
  std::string kind = "conv";
  Window kernel{3, 3};
  Window stride{1, 1};
};

// Of 1 to 40 channels and filters, of an image of `low` to `high` rows and columns.
ConvolutionCase random_convolution(RandomChoices& choices, std::int64_t low, std::int64_t high,
                                   std::int64_t most_padding);

// Checks that a step with the convolution as the operator `kind` gives what one with the direct one gives. No
// pass is asked whether it pays.
void compare_with_direct(const ConvolutionCase& chosen, const std::string& kind, const StepSetting& setting,
                         unsigned seed, double most_difference);

}  // namespace cae
