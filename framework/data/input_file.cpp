#include "framework/data/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "framework/base/catalogue/call.h"
#include "framework/base/descriptor.h"
#include "framework/base/system_reason.h"

namespace cae {

Result<InputFile> InputFile::open(const std::string& path) {
  // Without O_NONBLOCK, opening a pipe would wait for its other end.
  const int descriptor =
      uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); });
  if (descriptor < 0) return catalogue::cannot_read(path, system_reason(errno, path));
  InputFile file(path, descriptor, 0);
  struct stat status = {};
  if (fstat(descriptor, &status) != 0) return catalogue::cannot_read(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return catalogue::cannot_read(path, "it is a folder");
  if (!S_ISREG(status.st_mode)) return catalogue::cannot_read(path, "it is not a regular file");
  file.size_ = static_cast<std::uint64_t>(status.st_size);
  return file;
}

InputFile::~InputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

InputFile::InputFile(InputFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

Status InputFile::read_at(std::uint64_t offset, std::span<std::uint8_t> into) const {
  while (!into.empty()) {
    const ssize_t got = ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return catalogue::cannot_read(path_, std::strerror(errno));
    if (got == 0) return catalogue::cannot_read(path_, "it became shorter while it was read");
    into = into.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
  return Done{};
}

Result<std::string> InputFile::read_some(std::uint64_t offset, std::uint64_t length) const {
  const std::uint64_t there = offset < size_ ? std::min(length, size_ - offset) : 0;
  std::string content(static_cast<std::size_t>(there), '\0');
  const Status status = read_at(offset, {reinterpret_cast<std::uint8_t*>(content.data()), content.size()});
  if (!status) return status.diagnostics();
  return content;
}

}  // namespace cae
