#include "tools/cli/setting_differences.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace cae::cli {
namespace {

// Which run it is, and where it was made.
bool is_of_run(const std::string& name) {
  static const std::set<std::string> names = {"experiment", "variant", "seed",   "experiment file",
                                              "git",        "cpu",     "threads"};
  return names.contains(name);
}

// "model" is the path that "model file" begins with.
bool is_shown_elsewhere(const std::string& name) {
  return name == "parameters" || name == "model";
}

}  // namespace

std::string setting_of(const Settings& settings, const std::string& name) {
  const auto found = std::find_if(settings.begin(), settings.end(),
                                  [&](const auto& setting) { return setting.first == name; });
  return found == settings.end() ? "" : found->second;
}

Settings changed_from(const Settings& base, const Settings& settings) {
  Settings changed;
  std::copy_if(settings.begin(), settings.end(), std::back_inserter(changed), [&](const auto& setting) {
    return !is_of_run(setting.first) && !is_shown_elsewhere(setting.first) &&
           setting_of(base, setting.first) != setting.second;
  });
  return changed;
}

std::vector<std::string> mixed_settings(const std::vector<Settings>& runs) {
  std::vector<std::string> mixed;
  std::set<std::string> seen;
  for (const Settings& run : runs) {
    for (const auto& [name, value] : run) {
      if (is_of_run(name) || is_shown_elsewhere(name) || !seen.insert(name).second) continue;
      const auto differs = [&, &name = name, &value = value](const Settings& other) {
        return setting_of(other, name) != value;
      };
      if (std::any_of(runs.begin(), runs.end(), differs)) mixed.push_back(name);
    }
  }
  return mixed;
}

}  // namespace cae::cli
