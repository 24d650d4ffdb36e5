// A loss curve in braille dots, for a terminal.
#pragma once

#include <string>
#include <vector>

#include "framework/store/run_record.h"

namespace cae::cli {

// Lines of training loss and, beside it on the same scale, test loss, over the epochs. Where a few early
// losses are far above all others the scale ends below them and they are in the top row, whose label then
// begins with '>'. `width`: columns that may be used. Empty where no epoch has a finite loss.
std::vector<std::string> loss_curve_lines(const std::vector<EpochRecord>& epochs, int width);

}  // namespace cae::cli
