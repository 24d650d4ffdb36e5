#include "tools/cli/time_left.h"

namespace cae::cli {

double seconds_left(const RunStart& run, const StepReport& step) {
  const auto images = static_cast<double>(run.images);
  const double of_epoch = static_cast<double>(step.steps - step.step) / static_cast<double>(step.steps);
  const double epochs = static_cast<double>(run.epochs - step.epoch) + of_epoch;
  return epochs * images / step.images_per_second;
}

}  // namespace cae::cli
