// Why the system refused, as a user can act on it.
#pragma once

#include <string>

namespace cae {

// strerror's text for `error` (an errno). Where permissions are missing (EACCES, EPERM) also the owner and
// mode of `path`, or of the nearest visible folder above it: "Permission denied ('/data' belongs to root,
// mode 0755)". Where a process may open no more files (EMFILE), how that is limited.
std::string system_reason(int error, const std::string& path);

}  // namespace cae
