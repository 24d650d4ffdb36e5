// Why the system refused, as a user can act on it.
#pragma once

#include <string>

namespace cae {

// strerror's text for `error` (an errno). Where rights are wanting (EACCES, EPERM) also who owns `path`, or
// the nearest folder above it that can be seen, and its mode: "Permission denied ('/data' belongs to root,
// mode 0755)".
std::string system_reason(int error, const std::string& path);

}  // namespace cae
