#include "tools/cli/resume_difference.h"

#include <map>
#include <vector>

#include "framework/base/catalogue/run.h"
#include "tools/cli/run_text.h"

namespace cae::cli {
namespace {

// How a run was asked for is no part of what it computes: the options are in the settings already, and the
// model's text is compared instead of its path.
bool is_outward(const std::string& key) {
  return key == "model" || key.starts_with("options");
}

std::vector<catalogue::ChangedSetting> changed_settings(const std::string& before, const std::string& now) {
  std::map<std::string, catalogue::ChangedSetting> settings;
  for (const auto& [key, value] : flat_settings(before)) settings[key].then = value;
  for (const auto& [key, value] : flat_settings(now)) settings[key].now = value;
  std::vector<catalogue::ChangedSetting> changed;
  for (auto& [key, setting] : settings) {
    if (is_outward(key) || setting.then == setting.now) continue;
    setting.key = key;
    changed.push_back(setting);
  }
  return changed;
}

}  // namespace

std::optional<Diagnostic> resume_difference(const StoredRun& stored, const RunConfig& now,
                                            const std::string& configuration) {
  const catalogue::ResumeDifference difference{
      .settings = changed_settings(stored.configuration, configuration),
      .model_text = now.model_text != stored.model_text,
      .experiment_text = now.experiment_text != stored.experiment_text,
      .version_then = stored.cae_lab_version,
      .version_now = CAE_VERSION};
  if (difference.settings.empty() && !difference.model_text) return {};
  return catalogue::resume_differs(stored.name, difference);
}

}  // namespace cae::cli
