// The time that a training will still take.
#pragma once

#include "framework/run/run_listener.h"

namespace cae::cli {

// By the images that are left and the speed of the epoch so far; validation and test losses not counted.
double seconds_left(const RunStart& run, const StepReport& step);

}  // namespace cae::cli
