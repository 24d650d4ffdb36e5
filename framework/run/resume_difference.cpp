#include "framework/run/resume_difference.h"

#include <map>
#include <vector>

#include "framework/base/catalogue/run.h"
#include "framework/run/flat_settings.h"
#include "framework/run/resolved_json.h"
#include "framework/run/run_identity.h"

namespace cae {
namespace {

std::vector<catalogue::ChangedSetting> changed_settings(const std::string& before, const std::string& now) {
  std::map<std::string, catalogue::ChangedSetting> settings;
  for (const auto& [key, value] : flat_settings(identity_settings(before))) settings[key].then = value;
  for (const auto& [key, value] : flat_settings(identity_settings(now))) settings[key].now = value;
  std::map<std::string, std::string> defaults;
  for (const auto& [key, value] : flat_settings(resolved_json({}))) defaults[key] = value;
  std::vector<catalogue::ChangedSetting> changed;
  for (auto& [key, setting] : settings) {
    if (setting.then == setting.now) continue;
    // A version that did not know the setting yet did what its default says.
    const auto usual = defaults.find(key);
    if (!setting.then && usual != defaults.end() && setting.now == usual->second) continue;
    setting.key = key;
    changed.push_back(setting);
  }
  return changed;
}

}  // namespace

std::optional<Diagnostic> resume_difference(const StoredRun& stored, const RunConfig& now,
                                            const std::string& configuration, const std::string& version) {
  const catalogue::ResumeDifference difference{
      .settings = changed_settings(stored.configuration, configuration),
      .model_text = now.model_text != stored.model_text,
      .experiment_text = now.experiment_text != stored.experiment_text,
      .version_then = stored.cae_lab_version,
      .version_now = version};
  if (difference.settings.empty() && !difference.model_text) return {};
  return catalogue::resume_differs(stored.name, difference);
}

}  // namespace cae
