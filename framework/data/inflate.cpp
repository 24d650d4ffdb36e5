#include "framework/data/inflate.h"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <array>

namespace cae {

struct InflateReader::Stream {
  explicit Stream(Format format) {
    isal_inflate_init(&state);
    begin(format);
  }
  // The next data, or the next member of a gzip file.
  void begin(Format format) { state.crc_flag = format == Format::gzip ? ISAL_GZIP : ISAL_DEFLATE; }

  inflate_state state = {};
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
  stream_->state.next_in = stream_->piece.data();
  stream_->state.avail_in = static_cast<std::uint32_t>(size);
  return status;
}

Result<std::size_t> InflateReader::fill(std::span<std::uint8_t> into) {
  inflate_state& inflate = stream_->state;
  std::size_t filled = 0;
  while (state_ == State::open && filled < into.size()) {
    if (inflate.avail_in == 0 && left_ > 0) {
      if (Status status = refill(); !status) return status.diagnostics();
    }
    const std::size_t room = std::min<std::size_t>(into.size() - filled, std::size_t{1} << 30);
    inflate.next_out = into.data() + filled;
    inflate.avail_out = static_cast<std::uint32_t>(room);
    const int answer = isal_inflate(&inflate);
    filled += room - inflate.avail_out;
    const bool input_left = inflate.avail_in > 0 || left_ > 0;
    if (answer != ISAL_DECOMP_OK) {
      state_ = State::damaged;
    } else if (inflate.block_state == ISAL_BLOCK_FINISH) {
      if (inflate.avail_in == 0 && left_ > 0) {
        if (Status status = refill(); !status) return status.diagnostics();
      }
      // A file may hold several gzip members, one after another; nothing else may follow.
      constexpr std::uint8_t first_of_gzip = 0x1F;
      const bool another = format_ == Format::gzip && input_left && *inflate.next_in == first_of_gzip;
      if (!another) state_ = input_left ? State::damaged : State::ended;
      isal_inflate_reset(&inflate);
      stream_->begin(format_);
    } else if (!input_left && inflate.avail_out > 0) {
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
