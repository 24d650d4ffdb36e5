// The part of files.h that writes.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <thread>

#include "framework/base/catalogue/call.h"
#include "framework/base/descriptor.h"
#include "framework/base/files.h"
#include "framework/base/folder_entries.h"
#include "framework/base/standard_output_path.h"
#include "framework/base/system_reason.h"
#include "framework/base/temporary_file.h"
#include "framework/base/utf8.h"

namespace cae {
namespace {

namespace fs = std::filesystem;

// Where the bytes for a path are written.
struct Target {
  fs::path path;                      // the target of all symbolic links
  int descriptor = -1;                // of this process, where the path means one of them (/dev/stdout)
  bool directly = false;              // a device, a pipe, another process's descriptor: opened and written
  std::optional<struct stat> before;  // the regular file that will be replaced
};

// The number in "/proc/self/fd/1" where `path` is one of a process's descriptors, and in `ours` whether the
// process is this one. The targets of these links are only descriptions.
std::optional<int> descriptor_number(const fs::path& path, bool& ours) {
  std::error_code error;
  const std::string folder = fs::canonical(path.has_parent_path() ? path.parent_path() : ".", error).string();
  if (error || !folder.starts_with("/proc/") || !folder.ends_with("/fd")) return {};
  const std::string name = path.filename().string();
  int number = -1;
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), number);
  if (parsed.ec != std::errc() || parsed.ptr != name.data() + name.size()) return {};
  ours = folder.starts_with("/proc/" + std::to_string(getpid()) + "/");
  return number;
}

// Follows the symbolic links at the path's end, also to a file that is not there yet.
Target follow_links(fs::path path) {
  constexpr int most_links = 40;  // as Linux follows itself
  for (int links = 0; links < most_links; ++links) {
    bool ours = false;
    if (const auto number = descriptor_number(path, ours)) {
      return {.path = path, .descriptor = ours ? *number : -1, .directly = true, .before = {}};
    }
    std::error_code error;
    const fs::path next = fs::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / next;  // an absolute `next` stands alone
  }
  return {.path = path, .before = {}};
}

Diagnostic not_written(const std::string& path, int error, const std::string& blamed) {
  return catalogue::cannot_write(path, system_reason(error, blamed));
}

Result<Target> find_target(const std::string& path) {
  // Also where it is closed, and set_up_process keeps its number.
  if (path == standard_output_path)
    return Target{.path = path, .descriptor = STDOUT_FILENO, .directly = true, .before = {}};
  struct stat there = {};
  const bool exists = ::stat(path.c_str(), &there) == 0;
  // This check also lets the system refuse a link that another user has put into a folder like /tmp.
  if (!exists && errno != ENOENT) return not_written(path, errno, path);
  if (path.empty() || path.back() == '/' || (exists && S_ISDIR(there.st_mode))) {
    return not_written(path, path.empty() ? ENOENT : EISDIR, path);
  }
  Target target = follow_links(path);
  if (target.directly || !exists) return target;
  if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) return not_written(path, errno, path);
  target.directly = !S_ISREG(there.st_mode);
  if (!target.directly) target.before = there;
  return target;
}

// Opens a device or a pipe. Opening a pipe without a reader would block forever, so it is given a few
// seconds.
int open_directly(const fs::path& path) {
  constexpr auto patience = std::chrono::seconds(5);
  constexpr auto pause = std::chrono::milliseconds(20);
  const auto end = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const int file = uninterrupted(
        [&] { return ::open(path.c_str(), O_WRONLY | O_TRUNC | O_NOCTTY | O_CLOEXEC | O_NONBLOCK); });
    if (file >= 0) {
      const int flags = ::fcntl(file, F_GETFL);
      if (flags >= 0) static_cast<void>(::fcntl(file, F_SETFL, flags & ~O_NONBLOCK));
      return file;
    }
    std::error_code error;
    if (errno != ENXIO || !fs::is_fifo(path, error) || std::chrono::steady_clock::now() > end) return -1;
    std::this_thread::sleep_for(pause);
  }
}

bool is_text(std::string_view content) {
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t length = utf8_length(content, at);
    if (length == 0 || content[at] == '\0') return false;
    at += length;
  }
  return true;
}

Status write_directly(const std::string& path, const Target& target, std::string_view content) {
  const bool printed = target.descriptor == STDOUT_FILENO;
  const std::string name = printed ? "standard output" : path;
  std::fflush(stdout);  // what was printed before stands before it
  Descriptor file(target.descriptor >= 0 ? ::fcntl(target.descriptor, F_DUPFD_CLOEXEC, 0)
                                         : open_directly(target.path));
  if (!file.valid() && errno == ENXIO) return catalogue::cannot_write(path, "no process is reading from it");
  if (file.valid() && ::isatty(file.number()) != 0 && !is_text(content))
    return catalogue::not_for_a_terminal(name);
  if (file.valid() && write_all(file.number(), content) && file.close()) return Done{};
  // A reader of what is printed that went away has read what it wanted.
  if (printed && errno == EPIPE) return Done{};
  return not_written(name, errno, path);
}

// A new file's mode follows the umask. One that replaces another is at first readable by this user alone,
// then gets the other's owner, if permitted, and mode; on a file system without modes it stays more
// restrictive.
constexpr mode_t new_file = 0666;
constexpr mode_t private_file = 0600;

void keep_rights(int file, const struct stat& before) {
  if (::fchown(file, before.st_uid, before.st_gid) != 0) {
    static_cast<void>(::fchown(file, static_cast<uid_t>(-1), before.st_gid));
  }
  static_cast<void>(::fchmod(file, before.st_mode & ACCESSPERMS));
}

Status sync_folder(const std::string& path, const std::string& folder) {
  const Descriptor directory(
      uninterrupted([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
  // Some file systems cannot sync a folder (EINVAL), and some folders may be written but not read; the rename
  // is done nevertheless.
  if (!directory.valid()) return Done{};
  const int synced = uninterrupted([&] { return ::fsync(directory.number()); });
  if (synced != 0 && errno != EINVAL) return not_written(path, errno, folder);
  return Done{};
}

std::string folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path().string() : ".";
}

Status replace(const std::string& path, const Target& target, std::string_view content) {
  remove_abandoned(target.path);
  std::string temporary;
  Descriptor file(open_temporary(target.path, target.before ? private_file : new_file, temporary));
  if (!file.valid()) return not_written(path, errno, folder_of(target.path));
  // Its lock is kept until the file has its name.
  const Descriptor locked(::fcntl(file.number(), F_DUPFD_CLOEXEC, 0));
  if (target.before) keep_rights(file.number(), *target.before);
  const bool replaced = write_all(file.number(), content) &&
                        uninterrupted([&] { return ::fsync(file.number()); }) == 0 && file.close() &&
                        uninterrupted([&] { return ::rename(temporary.c_str(), target.path.c_str()); }) == 0;
  if (!replaced) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return not_written(path, error, folder_of(target.path));
  }
  return sync_folder(path, folder_of(target.path));
}

}  // namespace

Status write_file_atomically(const std::string& path, std::string_view content) {
  const Result<Target> target = find_target(path);
  if (!target) return target.diagnostics();
  return target->directly ? write_directly(path, *target, content) : replace(path, *target, content);
}

Status check_writable(const std::string& path) {
  const Result<Target> target = find_target(path);
  if (!target) return target.diagnostics();
  if (target->directly) return Done{};
  std::string temporary;
  const Descriptor file(open_temporary(target->path, private_file, temporary));
  if (!file.valid()) return not_written(path, errno, folder_of(target->path));
  ::unlink(temporary.c_str());
  return Done{};
}

void remove_unfinished_files(const std::string& folder) {
  std::error_code error;
  for (const FolderEntry& entry : folder_entries(folder, error)) {
    const fs::path file = fs::path(folder) / entry.name;
    if (is_temporary(file)) fs::remove(file, error);
  }
}

}  // namespace cae
