#include "framework/base/system_reason.h"

#include <pwd.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace cae {
namespace {

std::string user_name(uid_t user) {
  std::array<char, 4096> buffer{};
  passwd entry = {};
  passwd* found = nullptr;
  getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found);
  return found != nullptr ? found->pw_name : "user " + std::to_string(user);
}

}  // namespace

std::string system_reason(int error, const std::string& path) {
  const std::string reason = std::strerror(error);
  if (error == EMFILE) return reason + " (ulimit -n is the most that a process may have)";
  if (error != EACCES && error != EPERM) return reason;
  std::filesystem::path seen = path.empty() ? "." : path;
  struct stat status = {};
  while (::stat(seen.c_str(), &status) != 0) {
    const std::filesystem::path above = seen.has_parent_path() ? seen.parent_path() : ".";
    if (above == seen) return reason;
    seen = above;
  }
  std::array<char, 16> mode{};
  std::snprintf(mode.data(), mode.size(), "%04o", static_cast<unsigned>(status.st_mode & 07777));
  return reason + " ('" + seen.string() + "' belongs to " + user_name(status.st_uid) + ", mode " +
         mode.data() + ")";
}

}  // namespace cae
