#include "framework/base/temporary_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "framework/base/descriptor.h"
#include "framework/base/folder_entries.h"

namespace cae {
namespace {

namespace fs = std::filesystem;

// A temporary file's name is the file's name, this mark and hexadecimal digits.
constexpr std::string_view mark = ".tmp";
constexpr std::size_t random_digits = 16;

std::string name_before_digits(const fs::path& path) {
  constexpr std::size_t longest = 200;  // with mark and digits below the system's limit of 255
  return path.filename().string().substr(0, longest) + std::string(mark);
}

bool lock(int file) {
  return uninterrupted([&] { return ::flock(file, LOCK_EX | LOCK_NB); }) == 0;
}

// Locks a new file. False if another process locked it first to remove it as abandoned. A file system without
// locks counts as locked: nothing is removed there.
bool claim(int file) {
  if (!lock(file)) return errno != EWOULDBLOCK;
  struct stat status = {};
  return ::fstat(file, &status) != 0 || status.st_nlink > 0;
}

// Removes the file under its lock, so that no process begins to write it meanwhile.
void remove_unless_written(const fs::path& file) {
  const Descriptor opened(uninterrupted(
      [&] { return ::open(file.c_str(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); }));
  if (opened.valid() && lock(opened.number())) ::unlink(file.c_str());
}

}  // namespace

int open_temporary(const fs::path& path, mode_t mode, std::string& name) {
  constexpr int attempts = 8;
  for (int attempt = 1;; ++attempt) {
    std::uint64_t number = 0;
    if (::getrandom(&number, sizeof number, 0) < 0) number = static_cast<std::uint64_t>(::getpid());
    std::array<char, random_digits + 1> digits{};
    std::snprintf(digits.data(), digits.size(), "%016" PRIx64, number);
    name = (path.parent_path() / (name_before_digits(path) + digits.data())).string();
    const int file =
        uninterrupted([&] { return ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode); });
    const bool again = file < 0 ? errno == EEXIST : !claim(file);
    if (!again || attempt == attempts) return file;
    if (file >= 0) ::close(file);
  }
}

bool is_temporary(const fs::path& file) {
  const std::string name = file.filename().string();
  const std::size_t at = name.rfind(mark);
  if (at == std::string::npos || at == 0 || at + mark.size() == name.size()) return false;
  if (name.find_first_not_of("0123456789abcdef", at + mark.size()) != std::string::npos) return false;
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(file, error));
}

void remove_abandoned(const fs::path& path) {
  const std::string begin = name_before_digits(path);
  std::error_code error;
  for (const FolderEntry& entry : folder_entries(path.has_parent_path() ? path.parent_path() : ".", error)) {
    if (!entry.name.starts_with(begin) || entry.name.size() != begin.size() + random_digits) continue;
    const fs::path file = path.parent_path() / entry.name;
    if (is_temporary(file)) remove_unless_written(file);
  }
}

}  // namespace cae
