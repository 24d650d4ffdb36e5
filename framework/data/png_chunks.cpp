#include "framework/data/png_chunks.h"

#include <zlib.h>

#include <array>
#include <new>
#include <vector>

#include "framework/base/catalogue/data.h"

namespace cae {
namespace {

constexpr std::uint64_t frame_bytes = 12;  // a chunk's length, type and checksum

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::uint32_t crc_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

struct Chunk {
  std::string_view type;
  std::string_view data;
  std::string_view whole;
};

// The chunk at `at`.
Result<Chunk> chunk_at(std::string_view content, std::uint64_t at, const std::string& file) {
  const std::uint64_t left = content.size() - at;
  if (left < 8) return catalogue::data_cut_short(file, "a PNG chunk", frame_bytes, left);
  const std::uint64_t length = big_endian(content, at);
  const std::string_view type = content.substr(at + 4, 4);
  if (frame_bytes + length > left) {
    const std::string what = "the PNG chunk " + catalogue::in_quotes(type);
    return catalogue::data_cut_short(file, what, frame_bytes + length, left);
  }
  const Chunk chunk{type, content.substr(at + 8, length), content.substr(at, frame_bytes + length)};
  if (crc_of(content.substr(at + 4, 4 + length)) != big_endian(content, at + 8 + length)) {
    return catalogue::png_checksum(file, type);
  }
  return chunk;
}

struct ImageHeader {
  std::uint32_t width, height;
  int depth, colour;
  bool interlaced;
};

std::uint64_t channels_of(int colour) {
  switch (colour) {
    case 2:
      return 3;
    case 4:
      return 2;
    case 6:
      return 4;
    default:
      return 1;
  }
}

// Of the rows of an image, or of one pass of it; each begins with the number of its filter.
std::uint64_t row_bytes(std::uint64_t width, std::uint64_t height, const ImageHeader& header) {
  if (width == 0 || height == 0) return 0;
  const std::uint64_t bits = channels_of(header.colour) * static_cast<std::uint64_t>(header.depth);
  // Width and height have at most 31 bits and a pixel at most 64: above 2^60 bytes the exact number does not
  // matter.
  const std::uint64_t row = 1 + (width * bits + 7) / 8;
  constexpr std::uint64_t most = std::uint64_t{1} << 60;
  return height > most / row ? most : height * row;
}

std::uint64_t pixel_bytes(const ImageHeader& header) {
  if (!header.interlaced) return row_bytes(header.width, header.height, header);
  struct Pass {
    std::uint64_t x, y, step_x, step_y;
  };
  constexpr std::array<Pass, 7> passes = {
      {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}};
  std::uint64_t bytes = 0;
  for (const Pass& pass : passes) {
    const std::uint64_t width = (header.width + pass.step_x - 1 - pass.x) / pass.step_x;
    const std::uint64_t height = (header.height + pass.step_y - 1 - pass.y) / pass.step_y;
    bytes += row_bytes(width, height, header);
  }
  return bytes;
}

bool is_valid(int colour, int depth) {
  const bool whole_bytes = depth == 8 || depth == 16;
  if (colour == 2 || colour == 4 || colour == 6) return whole_bytes;
  const bool less = depth == 1 || depth == 2 || depth == 4;
  return (colour == 0 && (less || whole_bytes)) || (colour == 3 && (less || depth == 8));
}

Result<ImageHeader> header_of(const Chunk& chunk, const std::string& file) {
  constexpr std::size_t header_bytes = 13;
  if (chunk.type != "IHDR" || chunk.data.size() != header_bytes) return catalogue::png_damaged(file);
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(chunk.data[at]); };
  const ImageHeader header{big_endian(chunk.data, 0), big_endian(chunk.data, 4), byte(8), byte(9),
                           byte(12) == 1};
  if (!is_valid(header.colour, header.depth) || byte(12) > 1) return catalogue::png_damaged(file);
  return header;
}

bool is_ancillary(std::string_view type) {
  return (static_cast<unsigned char>(type[0]) & 0x20) != 0;
}

// Whether a pixel of this colour type depends on the chunk.
bool shows(std::string_view type, int colour) {
  const bool palette = colour == 3;
  if (type == "PLTE") return palette;
  return type == "tRNS" && (palette || colour == 0 || colour == 2);
}

void append_number(std::string& text, std::uint64_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xFF);
}

class Walk {
 public:
  Walk(std::string_view content, const std::string& file) : content_(content), file_(file) {}

  Result<PngChunks> run() {
    if (content_.substr(0, png_signature.size()) != png_signature) return catalogue::not_png(file_);
    chunks_.essence.reserve(content_.size() + frame_bytes);
    chunks_.essence = png_signature;
    at_ = png_signature.size();
    const Result<Chunk> first = next();
    if (!first) return first.diagnostics();
    const Result<ImageHeader> header = header_of(*first, file_);
    if (!header) return header.diagnostics();
    chunks_.height = header->height;
    chunks_.width = header->width;
    chunks_.pixel_bytes = pixel_bytes(*header);
    chunks_.essence += first->whole;
    if (Status status = take_chunks(header->colour); !status) return status.diagnostics();
    if (at_ != content_.size()) return catalogue::data_left_over(file_, "the PNG file", at_);
    return finish();
  }

 private:
  Result<Chunk> next() {
    Result<Chunk> chunk = chunk_at(content_, at_, file_);
    if (chunk) at_ += chunk->whole.size();
    return chunk;
  }

  // Up to the end chunk.
  Status take_chunks(int colour) {
    while (true) {
      const Result<Chunk> chunk = next();
      if (!chunk) return chunk.diagnostics();
      if (chunk->type == "IEND") return chunk->data.empty() ? Status(Done{}) : catalogue::png_damaged(file_);
      if (chunk->type == "IDAT") {
        if (pixels_ended_) return catalogue::png_damaged(file_);
        pixels_.push_back(chunk->data);
        continue;
      }
      pixels_ended_ = !pixels_.empty();
      if (!is_ancillary(chunk->type) && chunk->type != "PLTE") return catalogue::png_damaged(file_);
      if (pixels_.empty() && shows(chunk->type, colour)) chunks_.essence += chunk->whole;
    }
  }

  PngChunks finish() {
    for (const std::string_view part : pixels_) chunks_.packed_bytes += part.size();
    append_number(chunks_.essence, chunks_.packed_bytes);
    chunks_.essence += "IDAT";
    chunks_.pixels_begin = chunks_.essence.size();
    for (const std::string_view part : pixels_) chunks_.essence += part;
    append_number(chunks_.essence, 0);
    append_number(chunks_.essence, 0);
    chunks_.essence += "IEND";
    append_number(chunks_.essence, crc_of("IEND"));
    return std::move(chunks_);
  }

  std::string_view content_;
  const std::string& file_;
  std::uint64_t at_ = 0;
  PngChunks chunks_;
  std::vector<std::string_view> pixels_;
  bool pixels_ended_ = false;
};

}  // namespace

Result<PngChunks> read_png_chunks(std::string_view content, const std::string& file) {
  return Walk(content, file).run();
}

bool has_left_over_pixels(const PngChunks& chunks) {
  z_stream zlib = {};
  if (inflateInit(&zlib) != Z_OK) throw std::bad_alloc();
  const std::string_view packed = chunks.packed_pixels();
  // zlib's interface is older than const.
  zlib.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
  zlib.avail_in = static_cast<uInt>(packed.size());
  std::array<Bytef, 1 << 14> piece = {};
  std::uint64_t unpacked = 0;
  int answer = Z_OK;
  while (answer == Z_OK && unpacked <= chunks.pixel_bytes) {
    zlib.next_out = piece.data();
    zlib.avail_out = static_cast<uInt>(piece.size());
    answer = inflate(&zlib, Z_NO_FLUSH);
    unpacked += piece.size() - zlib.avail_out;
  }
  const bool left_over = unpacked > chunks.pixel_bytes || (answer == Z_STREAM_END && zlib.avail_in > 0);
  inflateEnd(&zlib);
  return left_over;
}

}  // namespace cae
