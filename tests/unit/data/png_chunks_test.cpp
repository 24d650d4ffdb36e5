#include "framework/data/png_chunks.h"

#include "framework/data/png_file.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"
#include "tests/unit/data/png_text.h"

using namespace cae;

namespace {

using Bytes = std::vector<std::uint8_t>;

// Two rows of three pixels, each row behind its filter.
const std::string rows = bytes_text({0, 10, 20, 30, 0, 40, 50, 60});

struct Answer {
  std::string message;
  Bytes pixels;
};

Answer answer_to(const std::string& content, const ImageShape& shape = {2, 3, 1}) {
  const TemporaryFolder folder;
  Bytes pixels(static_cast<std::size_t>(shape.elements()));
  std::string message = message_of(read_png(folder.write("x.png", content), shape, pixels.data()));
  return {std::move(message), std::move(pixels)};
}

bool says(const Answer& answer, const std::string& text) {
  INFO(answer.message);
  const bool found = answer.message.find(text) != std::string::npos;
  CHECK(found);
  return found;
}

// How many bytes the rows of an interlaced image have, pixel by pixel.
std::size_t interlaced_bytes(int height, int width) {
  constexpr int pass_of[8][8] = {{1, 6, 4, 6, 2, 6, 4, 6}, {7, 7, 7, 7, 7, 7, 7, 7}, {5, 6, 5, 6, 5, 6, 5, 6},
                                 {7, 7, 7, 7, 7, 7, 7, 7}, {3, 6, 4, 6, 3, 6, 4, 6}, {7, 7, 7, 7, 7, 7, 7, 7},
                                 {5, 6, 5, 6, 5, 6, 5, 6}, {7, 7, 7, 7, 7, 7, 7, 7}};
  std::size_t bytes = static_cast<std::size_t>(height * width);
  for (int pass = 1; pass <= 7; ++pass) {
    for (int y = 0; y < height; ++y) {
      bool any = false;
      for (int x = 0; x < width; ++x) any = any || pass_of[y % 8][x % 8] == pass;
      bytes += any ? 1 : 0;
    }
  }
  return bytes;
}

}  // namespace

TEST_CASE("A PNG chunk that is longer than the file is refused before memory for it is taken") {
  const std::string whole = PngText{.before = png_chunk("zTXt", "x"), .pixels = zipped(rows)}.text();
  CHECK(answer_to(whole).pixels == Bytes{10, 20, 30, 40, 50, 60});
  for (const char* type : {"zTXt", "IDAT", "IHDR"}) {
    for (const std::uint64_t length : {0x7FFFFFFFULL, 0xFFFFFFFFULL, 0x80000000ULL, 1000ULL}) {
      std::string longer = whole;
      longer.replace(longer.find(type) - 4, 4, big_endian_text(length));
      says(answer_to(longer), "error[E404]: the PNG chunk '" + std::string(type) + "' should have " +
                                  std::to_string(length + 12) + " bytes, and only ");
    }
  }
}

TEST_CASE("Extra bytes in a PNG file are refused, wherever they are") {
  const std::string whole = PngText{.pixels = zipped(rows)}.text();
  says(answer_to(whole + "x"), "error[E405]: there are bytes after the end of the PNG file, which has " +
                                   std::to_string(whole.size()));
  says(answer_to(whole + png_chunk("tEXt", "x")), "error[E405]");

  const std::string of_pixels =
      "error[E405]: there are bytes after the end of the PNG image data, which has 8\n";
  says(answer_to(PngText{.pixels = zipped(rows + bytes_text({0, 1, 1, 1}))}.text()), of_pixels);
  says(answer_to(PngText{.pixels = zipped(rows + std::string(1'000'000, '\0'))}.text()), of_pixels);
  says(answer_to(PngText{.pixels = zipped(rows) + "x"}.text()), of_pixels);
  says(answer_to(PngText{.pixels = zipped(rows) + std::string(200'000, 'x')}.text()), of_pixels);
  says(answer_to(PngText{.pixels = zipped(rows), .after = png_chunk("IDAT", "x")}.text()), of_pixels);
  CHECK(answer_to(PngText{.pixels = zipped(rows), .after = png_chunk("IDAT", "")}.text()).message.empty());

  says(answer_to(PngText{.pixels = zipped(rows.substr(0, 7))}.text()), "error[E450]");
  says(answer_to(PngText{.pixels = zipped(rows).substr(0, 9)}.text()), "error[E450]");
}

TEST_CASE("The image data of an interlaced PNG has exactly the bytes of its passes") {
  for (int height = 1; height <= 9; ++height) {
    for (int width = 1; width <= 9; ++width) {
      const std::size_t bytes = interlaced_bytes(height, width);
      PngText png{.height = height, .width = width, .interlaced = true};
      const auto code = [&](std::size_t count) {
        png.pixels = zipped(std::string(count, '\0'));
        return answer_to(png.text(), {height, width, 1}).message.substr(0, 200);
      };
      INFO(height << "x" << width);
      CHECK(code(bytes).empty());
      CHECK(code(bytes + 1).find("E405") != std::string::npos);
      CHECK(code(bytes - 1).find("E450") != std::string::npos);
    }
  }
}

TEST_CASE("A wrong checksum of any PNG chunk is refused") {
  const std::string whole =
      PngText{.before = png_chunk("tEXt", "by"), .pixels = zipped(rows), .after = png_chunk("tIME", "x")}
          .text();
  for (const char* type : {"IHDR", "tEXt", "IDAT", "tIME", "IEND"}) {
    const std::size_t at = whole.find(type);
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(whole[at - 1]));
    std::string changed = whole;
    changed[at + 4 + length] = static_cast<char>(changed[at + 4 + length] ^ 1);
    says(answer_to(changed),
         "error[E470]: the checksum of the PNG chunk '" + std::string(type) + "' is wrong");
  }
}

TEST_CASE("PNG chunks in the wrong place, or unknown ones that a reader must know, are refused") {
  const std::string packed = zipped(rows);
  const std::string divided = png_chunk("tEXt", "x") + png_chunk("IDAT", packed.substr(5));
  says(answer_to(PngText{.pixels = packed.substr(0, 5), .after = divided}.text()), "error[E450]");
  says(answer_to(PngText{.before = png_chunk("NEWS", "x"), .pixels = packed}.text()), "error[E450]");
  says(answer_to("\x89PNG\r\n\x1a\n" + png_chunk("IEND", "")), "error[E450]");
  says(answer_to("\x89PNG\r\n\x1a\n"), "error[E404]");
  says(answer_to(PngText{.colour = 3, .pixels = packed}.text()), "error[E450]");  // a palette is missing
  says(answer_to(PngText{.depth = 3, .pixels = packed}.text()), "error[E450]");
  says(answer_to(PngText{.colour = 7, .pixels = packed}.text()), "error[E450]");
}

TEST_CASE("PNG chunks that no pixel depends on do no harm") {
  const std::string packed = zipped(rows);
  // Profiles, palettes and transparency that libpng complains of.
  for (const char* type : {"iCCP", "gAMA", "sRGB", "PLTE", "eXIf", "acTL"}) {
    const Answer answer = answer_to(PngText{.before = png_chunk(type, "nonsense!"), .pixels = packed}.text());
    INFO(type << answer.message);
    CHECK(answer.pixels == Bytes{10, 20, 30, 40, 50, 60});
  }
  const std::string after = png_chunk("IDAT", packed.substr(5)) + png_chunk("tEXt", "x");
  CHECK(answer_to(PngText{.pixels = packed.substr(0, 5), .after = after}.text()).message.empty());
  // A transparent gray is drawn on black.
  const std::string transparent = png_chunk("tRNS", bytes_text({0, 40}));
  CHECK(answer_to(PngText{.before = transparent, .pixels = packed}.text()).pixels ==
        Bytes{10, 20, 30, 0, 50, 60});
}

TEST_CASE("A file that is no PNG, or far larger than its image, is not read into memory") {
  const TemporaryFolder folder;
  Bytes pixels(6);
  const auto code = [&](const std::string& start, std::uintmax_t bytes) {
    const std::string path = folder.write("x.png", start);
    std::filesystem::resize_file(path, bytes);
    return code_of(read_png(path, {2, 3, 1}, pixels.data()));
  };
  constexpr std::uintmax_t huge = std::uintmax_t{1} << 40;
  CHECK(code("", huge) == "E451");
  CHECK(code(PngText{.pixels = zipped(rows)}.text(), huge) == "E904");
}
