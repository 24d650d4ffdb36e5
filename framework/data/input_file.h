// A regular file read in pieces, so that a header is checked before memory for the rest is taken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "framework/base/result.h"

namespace cae {

class InputFile {
 public:
  static Result<InputFile> open(const std::string& path);
  ~InputFile();
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;

  const std::string& path() const { return path_; }
  std::uint64_t size() const { return size_; }
  // E476 where its size or its time of change is not that of when it was opened.
  Status check_unchanged() const;
  // That these bytes will be read soon: the system fetches them meanwhile.
  void announce(std::uint64_t offset, std::uint64_t length) const;
  // Fills all of `into` from `offset`; the caller has checked that the file is long enough.
  Status read_at(std::uint64_t offset, std::span<std::uint8_t> into) const;
  // What there is of `length` bytes from `offset` on.
  Result<std::string> read_some(std::uint64_t offset, std::uint64_t length) const;

 private:
  InputFile(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

  std::string path_;
  int descriptor_;
  std::uint64_t size_ = 0;
  std::int64_t changed_ns_ = 0;  // when it was last written
};

}  // namespace cae
