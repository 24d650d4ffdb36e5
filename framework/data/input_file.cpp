#include "framework/data/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/data.h"
#include "framework/base/descriptor.h"
#include "framework/base/system_reason.h"

namespace cae {
namespace {

std::int64_t last_change_ns(const struct stat& status) {
  return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

}  // namespace

Result<InputFile> InputFile::open(const std::string& path) {
  // Without O_NONBLOCK, opening a pipe would wait for its other end.
  const int descriptor =
      uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); });
  if (descriptor < 0) return catalogue::cannot_read(path, system_reason(errno, path));
  InputFile file(path, descriptor);
  struct stat status = {};
  if (fstat(descriptor, &status) != 0) return catalogue::cannot_read(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return catalogue::cannot_read(path, "it is a folder");
  if (!S_ISREG(status.st_mode)) return catalogue::cannot_read(path, "it is not a regular file");
  file.size_ = static_cast<std::uint64_t>(status.st_size);
  file.changed_ns_ = last_change_ns(status);
  return file;
}

InputFile::~InputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

InputFile::InputFile(InputFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      changed_ns_(other.changed_ns_) {}

Status InputFile::check_unchanged() const {
  struct stat status = {};
  if (fstat(descriptor_, &status) != 0) return catalogue::cannot_read(path_, std::strerror(errno));
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size == size_ && last_change_ns(status) == changed_ns_) return Done{};
  return catalogue::data_changed(path_, size_, size);
}

void InputFile::announce(std::uint64_t offset, std::uint64_t length) const {
  // Without it the bytes are read all the same, one part after another.
  (void)::posix_fadvise(descriptor_, static_cast<off_t>(offset), static_cast<off_t>(length),
                        POSIX_FADV_WILLNEED);
}

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
