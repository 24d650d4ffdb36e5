// A profile as a table for people and as JSON for programs.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "framework/profile/step_profile.h"

namespace cae::cli {

// The table with the totals below it, or a line that says that no step was measured. docs/profiling.md
// explains it.
std::string profile_text(const Profile& profile);

nlohmann::ordered_json profile_json(const Profile& profile);

}  // namespace cae::cli
