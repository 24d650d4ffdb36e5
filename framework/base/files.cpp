#include "framework/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "framework/base/catalogue/call.h"

namespace cae {
namespace {

std::string system_reason() {
  return std::strerror(errno);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool valid() const { return number_ >= 0; }
  int number() const { return number_; }
  bool close() {
    const int number = number_;
    number_ = -1;
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.valid()) return catalogue::cannot_read(path, system_reason());
  struct stat status = {};
  if (fstat(file.number(), &status) != 0) return catalogue::cannot_read(path, system_reason());
  if (S_ISDIR(status.st_mode)) return catalogue::cannot_read(path, "it is a folder");
  if (!S_ISREG(status.st_mode)) return catalogue::cannot_read(path, "it is not a regular file");
  if (static_cast<std::uint64_t>(status.st_size) > limit) {
    return catalogue::cannot_read(path, "it has " + std::to_string(status.st_size) +
                                            " bytes, more than the limit of " + std::to_string(limit));
  }
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < content.size()) {
    const ssize_t got = ::read(file.number(), content.data() + filled, content.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return catalogue::cannot_read(path, system_reason());
    if (got == 0) break;  // it shrank while we read
    filled += static_cast<std::size_t>(got);
  }
  content.resize(filled);
  return content;
}

Status write_file_atomically(const std::string& path, std::string_view content) {
  const std::string temporary = path + ".tmp" + std::to_string(getpid());
  const auto fail = [&](const std::string& reason) {
    ::unlink(temporary.c_str());
    return catalogue::cannot_write(path, reason);
  };
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (!file.valid()) return catalogue::cannot_write(path, system_reason());
  if (!write_all(file.number(), content) || fsync(file.number()) != 0 || !file.close())
    return fail(system_reason());
  if (::rename(temporary.c_str(), path.c_str()) != 0) return fail(system_reason());
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const Descriptor directory(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems cannot sync a folder (EINVAL); the rename is done all the same.
  if (directory.valid() && fsync(directory.number()) != 0 && errno != EINVAL) {
    return catalogue::cannot_write(path, system_reason());
  }
  return Done{};
}

}  // namespace cae
