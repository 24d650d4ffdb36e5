#include "framework/run/start_warnings.h"

#include "framework/train/augmentation_checks.h"
#include "framework/train/fit_checks.h"

namespace cae {

Diagnostics start_warnings(const RunConfig& config, const DataSets& data,
                           std::vector<PluginInstance>& augmentations) {
  Diagnostics warnings = config.warnings;
  const auto add = [&](const Diagnostics& more) {
    warnings.insert(warnings.end(), more.begin(), more.end());
  };
  add(folder_warnings(data));
  add(image_warnings(*config.model, data, config.train));
  add(augmentation_warnings(augmentations, config.augment, data));
  return warnings;
}

}  // namespace cae
