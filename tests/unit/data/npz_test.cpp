#include "framework/data/npz.h"

#include "framework/base/random.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"

using namespace cae;

namespace {

// The file with the byte at `at` places behind the last occurrence of `mark` set.
std::string with_byte(std::string content, const std::string& mark, std::size_t at, int value) {
  const std::size_t found = content.rfind(mark);
  REQUIRE(found != std::string::npos);
  content[found + at] = static_cast<char>(value);
  return content;
}

const std::string directory_mark = "PK\x01\x02";
const std::string end_mark = "PK\x05\x06";

}  // namespace

TEST_CASE("NPZ files of NumPy are read stored and deflated") {
  for (const char* name : {"stored.npz", "deflated.npz"}) {
    CHECK(npz_names(golden(name)).take() == std::vector<std::string>{"images", "labels"});
    const Result<ArrayRows> images = read_npz(golden(name), "images");
    INFO(name << message_of(images));
    REQUIRE(images);
    CHECK(images->array.dims == std::vector<std::int64_t>{5, 4, 6});
    CHECK(images->array.bytes[119] == 119);
    CHECK(read_npz(golden(name), "images", 2).take().array.dims[0] == 2);
    CHECK(read_npz(golden(name), "images", 2).take().total == 5);
    CHECK(to_integers(read_npz(golden(name), "labels").take().array) ==
          std::vector<std::int64_t>{3, 1, 4, 1, 5});
  }
}

TEST_CASE("An array that an NPZ file lacks is told what there is") {
  const std::string text = message_of(read_npz(golden("stored.npz"), "pictures"));
  CHECK(text.find("error[E447]: this NPZ file has no array called 'pictures'") != std::string::npos);
  CHECK(text.find("its arrays are images uint8 [5, 4, 6], labels int64 [5]") != std::string::npos);
}

TEST_CASE("Zip variants that are not supported are refused by name") {
  const TemporaryFolder folder;
  const std::string whole = read_file(golden("deflated.npz")).take();
  const auto code = [&](const std::string& content) {
    return code_of(read_npz(folder.write("x.npz", content), "labels"));
  };
  CHECK(code(whole) == "");
  CHECK(code(with_byte(whole, directory_mark, 8, 1)) == "E444");    // encrypted
  CHECK(code(with_byte(whole, directory_mark, 10, 12)) == "E445");  // bzip2
  std::string large = whole;
  for (std::size_t i = 24; i < 28; ++i) large = with_byte(large, directory_mark, i, 0xFF);
  CHECK(code(large) == "E443");
  std::string many = with_byte(with_byte(whole, end_mark, 10, 0xFF), end_mark, 11, 0xFF);
  CHECK(code(many) == "E443");
  CHECK(code(with_byte(whole, end_mark, 4, 1)) == "E446");
}

TEST_CASE("Damaged NPZ files are refused") {
  const TemporaryFolder folder;
  const std::string whole = read_file(golden("deflated.npz")).take();
  const auto code = [&](const std::string& content) {
    return code_of(read_npz(folder.write("x.npz", content), "labels"));
  };
  CHECK(code(with_byte(whole, directory_mark, 16, 1)) == "E442");  // another checksum
  CHECK(code(with_byte(whole, directory_mark, 24, 1)) == "E420");  // another size
  CHECK(code(with_byte(whole, directory_mark, 25, 1)) == "E405");
  CHECK(code(with_byte(whole, directory_mark, 27, 0x7F)) == "E441");  // 2 GiB that its bytes cannot give
  CHECK(code(with_byte(whole, directory_mark, 45, 0x70)) == "E441");  // a header behind the end
  CHECK(code(with_byte(whole, end_mark, 16, 1)) == "E441");
  CHECK(code("") == "E440");
  CHECK(code("PK") == "E440");
  CHECK(code(whole.substr(0, whole.size() / 2)) == "E440");
  for (std::size_t length = 0; length < whole.size(); ++length)
    CHECK(code(whole.substr(0, length)) == "E440");
}

TEST_CASE("Hundreds of changed bytes in an NPZ file give an answer") {
  const TemporaryFolder folder;
  const std::string whole = read_file(golden("deflated.npz")).take();
  const RandomStream random(11, "npz");
  for (std::uint64_t i = 0; i < 400; ++i) {
    std::string changed = whole;
    changed[random.bits(2 * i) % whole.size()] = static_cast<char>(random.bits(2 * i + 1));
    const std::string path = folder.write("x.npz", changed);
    for (const char* name : {"images", "labels"}) {
      const Result<ArrayRows> read = read_npz(path, name);
      if (read) REQUIRE(byte_count(read->array.dims, read->array.type) == read->array.bytes.size());
    }
  }
}
