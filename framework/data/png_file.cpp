#include "framework/data/png_file.h"

#include <png.h>

#include <csetjmp>
#include <cstring>
#include <string_view>

#include "framework/base/catalogue/data.h"
#include "framework/base/files.h"
#include "framework/data/input_file.h"
#include "framework/data/png_chunks.h"

namespace cae {
namespace {

// More than the largest image with its texts and profiles; a larger file is not read into memory.
std::uint64_t largest_file(const ImageShape& shape) {
  constexpr std::uint64_t beside_pixels = std::uint64_t{1} << 26;
  return beside_pixels + 32 * static_cast<std::uint64_t>(shape.height * shape.width);
}

// By its first bytes alone.
Status check_signature(const std::string& path) {
  const Result<InputFile> file = InputFile::open(path);
  if (!file) return file.diagnostics();
  const Result<std::string> start = file->read_some(0, png_signature.size());
  if (!start) return start.diagnostics();
  return *start == png_signature ? Status(Done{}) : catalogue::not_png(path);
}

struct Input {
  const char* at;
  std::size_t left;
};

void take_bytes(png_structp png, png_bytep into, std::size_t count) {
  auto* input = static_cast<Input*>(png_get_io_ptr(png));
  if (count > input->left) png_error(png, "end of file");
  std::memcpy(into, input->at, count);
  input->at += count;
  input->left -= count;
}

void jump_out(png_structp png, png_const_charp) {
  png_longjmp(png, 1);
}
void say_nothing(png_structp, png_const_charp) {}

// Unpacks into `rgba` (height * width * 4 bytes). Between setjmp and this place there are only plain values,
// so that libpng's longjmp skips no destructor.
bool unpack(Input& input, png_structp png, png_infop info, png_byte* rgba, png_bytep* rows,
            png_uint_32 height, png_uint_32 width) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_set_read_fn(png, &input, take_bytes);
  png_set_user_limits(png, width, height);
  // Lengths and checksums are checked already, and bytes left over are an error here too.
  png_set_chunk_malloc_max(png, PNG_UINT_31_MAX);
  png_set_crc_action(png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
  png_set_benign_errors(png, 0);
  png_read_info(png, info);
  if (png_get_image_height(png, info) != height || png_get_image_width(png, info) != width) return false;
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
  (void)png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != std::size_t{width} * 4) return false;
  for (png_uint_32 row = 0; row < height; ++row) rows[row] = rgba + std::size_t{row} * width * 4;
  png_read_image(png, rows);
  png_read_end(png, nullptr);
  return true;
}

bool decode(std::string_view content, const ImageShape& shape, std::vector<png_byte>& rgba) {
  const auto height = static_cast<png_uint_32>(shape.height);
  const auto width = static_cast<png_uint_32>(shape.width);
  rgba.resize(std::size_t{height} * width * 4);
  std::vector<png_bytep> rows(height);
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, jump_out, say_nothing);
  png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
  Input input{content.data(), content.size()};
  const bool whole = info != nullptr && unpack(input, png, info, rgba.data(), rows.data(), height, width);
  png_destroy_read_struct(&png, &info, nullptr);
  return whole;
}

// Compressed data is at most a little longer than the pixels; if it is much longer, something follows them.
bool is_far_too_long(const PngChunks& chunks) {
  constexpr std::uint64_t slack = std::uint64_t{1} << 16;
  return chunks.packed_bytes > 2 * chunks.pixel_bytes + slack;
}

// value * alpha / 255, rounded.
std::uint8_t over_black(std::uint8_t value, std::uint8_t alpha) {
  return static_cast<std::uint8_t>((value * alpha + 127) / 255);
}

// False if a pixel has a colour where one channel is wanted.
bool keep_channels(const std::vector<png_byte>& rgba, std::int64_t channels, std::uint8_t* pixels) {
  for (std::size_t at = 0; at < rgba.size(); at += 4) {
    const png_byte* from = rgba.data() + at;
    if (channels == 4) {
      std::memcpy(pixels, from, 4);
    } else {
      if (channels == 1 && (from[0] != from[1] || from[0] != from[2])) return false;
      for (std::int64_t c = 0; c < channels; ++c) pixels[c] = over_black(from[c], from[3]);
    }
    pixels += channels;
  }
  return true;
}

}  // namespace

Status read_png(const std::string& path, const ImageShape& wanted, std::uint8_t* pixels) {
  const Result<std::string> content = read_file(path, largest_file(wanted));
  if (!content) {
    // A file that is too large to read may be of another format.
    if (Status status = check_signature(path); !status) return status;
    return content.diagnostics();
  }
  const Result<PngChunks> chunks = read_png_chunks(*content, path);
  if (!chunks) return chunks.diagnostics();
  const ImageShape found{chunks->height, chunks->width, wanted.channels};
  if (found != wanted) return catalogue::image_shape_mismatch(path, to_string(found), to_string(wanted));
  std::vector<png_byte> rgba;
  if (is_far_too_long(*chunks) || !decode(chunks->essence, wanted, rgba)) {
    return has_left_over_pixels(*chunks)
               ? catalogue::data_left_over(path, "the PNG image data", chunks->pixel_bytes)
               : catalogue::png_damaged(path);
  }
  if (!keep_channels(rgba, wanted.channels, pixels)) {
    return catalogue::image_shape_mismatch(path, to_string(ImageShape{found.height, found.width, 3}),
                                           to_string(wanted));
  }
  return Done{};
}

}  // namespace cae
