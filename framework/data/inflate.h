// Decompresses a part of a file in bounded pieces: gzip (RFC 1952) or raw deflate (RFC 1951), by ISA-L, which
// takes half as long as zlib.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "framework/data/input_file.h"

namespace cae {

class InflateReader {
 public:
  enum class Format { gzip, raw };
  enum class State {
    open,       // more may come
    ended,      // the end was reached; for gzip its checksum and length were right
    cut_short,  // the compressed bytes ended before
    damaged,
  };

  // Reads `length` bytes of `file` from `offset` on; `file` must outlive the reader.
  InflateReader(const InputFile& file, std::uint64_t offset, std::uint64_t length, Format format);
  ~InflateReader();

  // Fills `into` as far as the data goes, and gives the number of bytes; fewer than asked for means that
  // state() is no longer `open`. An error is one of reading the file.
  Result<std::size_t> fill(std::span<std::uint8_t> into);
  // Whether nothing follows what was filled so far.
  Result<bool> at_end();
  State state() const { return state_; }

 private:
  struct Stream;

  Status refill();

  const InputFile& file_;
  std::uint64_t offset_;
  std::uint64_t left_;
  Format format_;
  State state_ = State::open;
  std::unique_ptr<Stream> stream_;
};

// Whether `compressed` bytes of deflate can give `inflated` ones: its densest code is 1032 to 1.
bool can_inflate_to(std::uint64_t compressed, std::uint64_t inflated);

}  // namespace cae
