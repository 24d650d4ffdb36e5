#include "framework/data/idx.h"

#include "framework/base/random.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"

using namespace cae;

namespace {

std::vector<std::uint8_t> expected_pixels() {
  std::vector<std::uint8_t> pixels(5 * 4 * 6);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::uint8_t>(i % 251);
  return pixels;
}

const std::string tiny_header = bytes_text({0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3});

}  // namespace

TEST_CASE("IDX files are read plain and gzipped") {
  for (const char* name : {"images.idx", "images.idx.gz"}) {
    const Result<ArrayRows> read = read_idx(golden(name));
    INFO(name << message_of(read));
    REQUIRE(read);
    CHECK(read->total == 5);
    CHECK(read->array.dims == std::vector<std::int64_t>{5, 4, 6});
    CHECK(read->array.bytes == expected_pixels());
  }
  CHECK(to_integers(read_idx(golden("labels.idx.gz")).take().array) ==
        std::vector<std::int64_t>{3, 1, 4, 1, 5});
}

TEST_CASE("IDX files of wider types are read, which are big-endian") {
  const TemporaryFolder folder;
  const auto read = [&](int type, const std::string& elements) {
    return to_doubles(
        read_idx(folder.write("x.idx", bytes_text({0, 0, type, 1, 0, 0, 0, 2}) + elements)).take().array);
  };
  CHECK(read(9, bytes_text({1, 255})) == std::vector<double>{1, -1});
  CHECK(read(11, bytes_text({1, 2, 255, 254})) == std::vector<double>{258, -2});
  CHECK(read(12, bytes_text({0, 1, 0, 2, 255, 255, 255, 255})) == std::vector<double>{65538, -1});
  CHECK(read(13, bytes_text({0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0})) == std::vector<double>{1, -2});
  CHECK(read(14, bytes_text({0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0})) ==
        std::vector<double>{1, 2});
}

TEST_CASE("Only the first rows of an IDX file are kept where so many are asked for") {
  for (const char* name : {"images.idx", "images.idx.gz"}) {
    const ArrayRows read = read_idx(golden(name), 2).take();
    CHECK(read.total == 5);
    CHECK(read.array.dims[0] == 2);
    std::vector<std::uint8_t> expected = expected_pixels();
    expected.resize(48);
    CHECK(read.array.bytes == expected);
    CHECK(read_idx(golden(name), 9).take().array.dims[0] == 5);
  }
}

TEST_CASE("The rows that are not kept are not unpacked") {
  // Damage behind the first rows does not matter to who asks for those alone.
  const TemporaryFolder folder;
  const Result<std::string> whole = read_file("/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz");
  if (!whole) {
    WARN("skipped: apt install dataset-fashion-mnist");
    return;
  }
  const std::string path = folder.write("half.gz", std::string_view(*whole).substr(0, whole->size() / 2));
  CHECK(read_idx(path, 100));
  CHECK(code_of(read_idx(path)) == "E433");
}

TEST_CASE("Lying IDX headers are refused") {
  const TemporaryFolder folder;
  const auto code = [&](const std::string& content) {
    return code_of(read_idx(folder.write("x.idx", content)));
  };
  CHECK(code(tiny_header + "123456") == "");
  CHECK(code(tiny_header + "12345") == "E404");
  CHECK(code(tiny_header + "1234567") == "E405");
  CHECK(code("") == "E404");
  CHECK(code(tiny_header.substr(0, 3)) == "E404");
  CHECK(code(tiny_header.substr(0, 11)) == "E404");
  CHECK(code(bytes_text({0, 1, 8, 1, 0, 0, 0, 1}) + "1") == "E430");
  CHECK(code(bytes_text({0, 0, 8, 0}) + "1") == "E430");
  CHECK(code(bytes_text({0, 0, 8, 5, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1}) + "1") ==
        "E430");
  CHECK(code(bytes_text({0, 0, 10, 1, 0, 0, 0, 1}) + "1234") == "E431");
  CHECK(code(bytes_text({0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}) + "1") ==
        "E406");
  CHECK(code(bytes_text({0, 0, 8, 1, 255, 255, 255, 255}) + "1") == "E404");
}

TEST_CASE("Damaged and lying gzip data is refused") {
  const TemporaryFolder folder;
  const std::string whole = read_file(golden("images.idx.gz")).take();
  const auto code = [&](std::string_view content) {
    return code_of(read_idx(folder.write("x.gz", content)));
  };
  CHECK(code(whole) == "");
  SECTION("every truncation") {
    for (std::size_t length = 0; length < whole.size(); ++length) CHECK(code(whole.substr(0, length)) != "");
    CHECK(code(whole.substr(0, whole.size() - 1)) == "E433");
  }
  SECTION("a wrong checksum and bytes behind the end") {
    std::string changed = whole;
    changed[changed.size() - 8] = static_cast<char>(changed[changed.size() - 8] ^ 1);
    CHECK(code(changed) == "E432");
    CHECK(code(whole + "more") == "E432");
    CHECK(code(whole + whole) == "E405");
  }
  SECTION("seeded changes") {
    const RandomStream random(5, "gzip");
    for (std::uint64_t i = 0; i < 500; ++i) {
      std::string changed = whole;
      changed[random.bits(2 * i) % whole.size()] = static_cast<char>(random.bits(2 * i + 1));
      (void)read_idx(folder.write("x.gz", changed));
    }
  }
}

TEST_CASE("A gzip file whose header asks for more than it can hold takes no memory") {
  const TemporaryFolder folder;
  // 8 GiB of images from a stored block of a few bytes.
  const std::string header = bytes_text({0, 0, 8, 3, 0, 128, 0, 0, 0, 0, 0, 32, 0, 0, 0, 32});
  const std::string gzip = bytes_text({0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x00, 16, 0, 0xEF, 0xFF}) + header;
  CHECK(code_of(read_idx(folder.write("x.gz", gzip))) == "E434");
}
