#include "framework/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "framework/base/catalogue/call.h"
#include "framework/base/descriptor.h"
#include "framework/base/system_reason.h"

namespace cae {

Result<std::string> read_file(const std::string& path, std::uint64_t limit) {
  const Descriptor file(
      uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }));
  if (!file.valid()) return catalogue::cannot_read(path, system_reason(errno, path));
  struct stat status = {};
  if (fstat(file.number(), &status) != 0) return catalogue::cannot_read(path, system_reason(errno, path));
  if (S_ISDIR(status.st_mode)) return catalogue::cannot_read(path, "it is a folder");
  if (!S_ISREG(status.st_mode)) return catalogue::cannot_read(path, "it is not a regular file");
  if (static_cast<std::uint64_t>(status.st_size) > limit) {
    return catalogue::cannot_read(path, "it has " + std::to_string(status.st_size) +
                                            " bytes, more than the limit of " + std::to_string(limit));
  }
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < content.size()) {
    const ssize_t got = uninterrupted(
        [&] { return ::read(file.number(), content.data() + filled, content.size() - filled); });
    if (got < 0) return catalogue::cannot_read(path, system_reason(errno, path));
    if (got == 0) break;  // it shrank while we read
    filled += static_cast<std::size_t>(got);
  }
  content.resize(filled);
  return content;
}

}  // namespace cae
