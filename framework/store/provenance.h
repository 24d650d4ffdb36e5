// Where and by what a run was made: what the store records besides the configuration.
#pragma once

#include <optional>
#include <string>

namespace cae {

// The commit checked out in the git repository that holds `path` (a file or folder): 40 or 64 hexadecimal
// digits, read from .git without running git. None outside a repository and before the first commit.
std::optional<std::string> git_revision(const std::string& path);

// The processor's model name as the kernel gives it, "unknown" where it gives none.
std::string cpu_name();

namespace store {

// This moment in UTC, "2026-11-24T08:50:43Z".
std::string utc_now();

}  // namespace store

}  // namespace cae
