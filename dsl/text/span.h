// A range of bytes in one of several texts.
#pragma once

#include <cstdint>

namespace cae {

// The number of a text in its SourceSet.
using FileId = std::uint32_t;

// The bytes from `begin` up to, and without, `end`.
struct Span {
  FileId file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin == end; }
  bool holds(const Span& other) const {
    return file == other.file && begin <= other.begin && other.end <= end;
  }
  bool operator==(const Span&) const = default;
};

// From the beginning of one to the end of another, which comes after it in the same text.
inline Span joined(const Span& from, const Span& to) {
  return {from.file, from.begin, to.end};
}

}  // namespace cae
