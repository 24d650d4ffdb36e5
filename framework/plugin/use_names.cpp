#include "framework/plugin/use_names.h"

#include <algorithm>

#include "framework/base/catalogue/analysis.h"
#include "framework/base/name.h"

namespace cae {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& other) { return same_file_name(other, name); });
}

// The plugin's name, or the first of NAME2, NAME3, ... that is free.
std::string next_name(const std::string& plugin, std::size_t number, const std::vector<std::string>& given) {
  for (;; ++number) {
    std::string name = number == 1 ? plugin : plugin + std::to_string(number);
    if (!holds(given, name)) return name;
  }
}

}  // namespace

Result<std::vector<std::string>> name_uses(const std::vector<NamedUse>& uses,
                                           const std::vector<std::string>& taken) {
  Diagnostics diagnostics;
  std::vector<std::string> given = taken;
  given.emplace_back(losses_picture);
  given.emplace_back(reconstructions_picture);
  for (const NamedUse& use : uses) {
    if (use.as.empty()) continue;
    if (same_file_name(use.as, losses_picture) || same_file_name(use.as, reconstructions_picture)) {
      diagnostics.push_back(catalogue::reserved_analysis_name(use.place, use.as));
    } else if (holds(given, use.as)) {
      diagnostics.push_back(catalogue::analysis_name_twice(use.place, use.as));
    }
    given.push_back(use.as);
  }
  if (!diagnostics.empty()) return diagnostics;
  std::vector<std::string> names;
  for (const NamedUse& use : uses) {
    std::string name = use.as;
    if (name.empty()) {
      // Numbered over the uses of the plugin that have no name in the experiment.
      const auto before = std::count_if(uses.data(), &use, [&](const NamedUse& other) {
        return other.as.empty() && other.plugin == use.plugin;
      });
      name = next_name(use.plugin, static_cast<std::size_t>(before) + 1, given);
      given.push_back(name);
    }
    names.push_back(std::move(name));
  }
  return names;
}

std::string kept_name(std::string_view use, std::string_view plugin, std::string_view given) {
  if (use == plugin) return std::string(given);
  if (given.starts_with(plugin)) {
    const std::string_view rest = given.substr(plugin.size());
    if (rest.empty() || rest[0] == '-' || rest[0] == '_' || rest[0] == '.')
      return std::string(use) + std::string(rest);
  }
  return std::string(use) + "-" + std::string(given);
}

}  // namespace cae
