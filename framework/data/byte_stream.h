// The bytes of a file, or of a part of one, one after another and unpacked: how the readers of arrays see
// every container alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "framework/base/result.h"

namespace cae {

class InputFile;

class ByteStream {
 public:
  explicit ByteStream(std::string name) : name_(std::move(name)) {}
  virtual ~ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  const std::string& name() const { return name_; }  // that a diagnostic shows
  std::uint64_t position() const { return position_; }
  // The file whose bytes these are, at the same places; nullptr where they are unpacked or in memory.
  virtual const InputFile* file() const { return nullptr; }

  // Fills `into` as far as the data goes, and returns the number of bytes. Damage that is found is an error.
  Result<std::size_t> fill(std::span<std::uint8_t> into);
  // All of `into`, or E404: `what` ("the NPY data") starts at `begin` and needs `bytes`.
  Status fill_all(std::span<std::uint8_t> into, std::string_view what, std::uint64_t begin,
                  std::uint64_t bytes);
  // Skips bytes; the end of the data is not an error.
  virtual Status skip(std::uint64_t bytes);
  // Whether exactly `bytes` of `what` can follow, as far as can be told before they are unpacked.
  virtual Status check_room(std::uint64_t bytes, std::string_view what) const = 0;
  // After the last of the `bytes` of `what`: that the stream ends here, with the right checksum.
  virtual Status check_end(std::uint64_t bytes, std::string_view what) = 0;

 protected:
  virtual Result<std::size_t> take(std::span<std::uint8_t> into) = 0;
  // For check_room where the bytes that follow are known.
  Status compare_room(std::uint64_t there, std::uint64_t bytes, std::string_view what) const;

  std::uint64_t position_ = 0;

 private:
  std::string name_;
};

// A file, unpacked where it is gzipped.
Result<std::unique_ptr<ByteStream>> open_byte_stream(const std::string& path);
// Bytes in memory, which must outlive the stream.
std::unique_ptr<ByteStream> stream_of_bytes(std::string_view bytes, const std::string& name);

}  // namespace cae
