// In which settings runs differ, of those that `compared_settings` lists.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cae::cli {

using Settings = std::vector<std::pair<std::string, std::string>>;

// "" where there is none of this name.
std::string setting_of(const Settings& settings, const std::string& name);

// The settings that `base` has otherwise or not at all, in their order, without what says which run it is and
// where it was made.
Settings changed_from(const Settings& base, const Settings& settings);

// The names of settings that are not the same in all runs of one variant, beside the seed and the machine.
std::vector<std::string> mixed_settings(const std::vector<Settings>& runs);

}  // namespace cae::cli
