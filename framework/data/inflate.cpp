#include "framework/data/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

namespace cae {

struct InflateReader::Stream {
  explicit Stream(Format format) {
    // 15 is the largest window; 16 more ask for a gzip header, a negative number for none.
    const int window = format == Format::gzip ? 15 + 16 : -15;
    if (inflateInit2(&zlib, window) != Z_OK) throw std::bad_alloc();
  }
  ~Stream() { inflateEnd(&zlib); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  z_stream zlib = {};
  std::array<std::uint8_t, std::size_t{1} << 18> piece = {};
};

InflateReader::InflateReader(const InputFile& file, std::uint64_t offset, std::uint64_t length, Format format)
    : file_(file),
      offset_(offset),
      left_(length),
      format_(format),
      stream_(std::make_unique<Stream>(format)) {}

InflateReader::~InflateReader() = default;

Status InflateReader::refill() {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, stream_->piece.size()));
  Status status = file_.read_at(offset_, {stream_->piece.data(), size});
  offset_ += size;
  left_ -= size;
  stream_->zlib.next_in = stream_->piece.data();
  stream_->zlib.avail_in = static_cast<uInt>(size);
  return status;
}

Result<std::size_t> InflateReader::fill(std::span<std::uint8_t> into) {
  z_stream& zlib = stream_->zlib;
  std::size_t filled = 0;
  while (state_ == State::open && filled < into.size()) {
    if (zlib.avail_in == 0 && left_ > 0) {
      if (Status status = refill(); !status) return status.diagnostics();
    }
    const std::size_t room = std::min<std::size_t>(into.size() - filled, std::size_t{1} << 30);
    zlib.next_out = into.data() + filled;
    zlib.avail_out = static_cast<uInt>(room);
    const int answer = inflate(&zlib, Z_NO_FLUSH);
    filled += room - zlib.avail_out;
    const bool input_left = zlib.avail_in > 0 || left_ > 0;
    if (answer == Z_STREAM_END) {
      // A file may hold several gzip members, one after another; if anything else follows, the next header is
      // invalid.
      const bool another = format_ == Format::gzip && input_left && inflateReset(&zlib) == Z_OK;
      if (!another) state_ = input_left ? State::damaged : State::ended;
    } else if (answer == Z_MEM_ERROR) {
      throw std::bad_alloc();
    } else if (answer != Z_OK && answer != Z_BUF_ERROR) {
      state_ = State::damaged;
    } else if (!input_left && zlib.avail_out > 0) {
      state_ = State::cut_short;
    }
  }
  return filled;
}

Result<bool> InflateReader::at_end() {
  std::uint8_t probe = 0;
  const Result<std::size_t> more = fill({&probe, 1});
  if (!more) return more.diagnostics();
  return *more == 0;
}

bool can_inflate_to(std::uint64_t compressed, std::uint64_t inflated) {
  constexpr std::uint64_t densest = 1032;
  return inflated / densest <= compressed;
}

}  // namespace cae
