#include "framework/base/sha256.h"

#include "framework/base/sha256_blocks.h"
#include "tests/support/catch.h"

using namespace cae;

// The examples of FIPS 180-4, and lengths just below and above the limit of the padding.
TEST_CASE("SHA-256 gives its published answers") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 of pieces is that of the whole, wherever the cuts are") {
  std::string whole;
  for (int i = 0; i < 300; ++i) whole += static_cast<char>(i * 7);
  for (std::size_t first = 0; first <= whole.size(); first += 13) {
    for (std::size_t second = first; second <= whole.size(); second += 37) {
      Sha256 sum;
      sum.add(std::string_view(whole).substr(0, first));
      sum.add(std::string_view(whole).substr(first, second - first));
      sum.add(std::string_view(whole).substr(second));
      REQUIRE(sum.finish() == sha256(whole));
    }
  }
}

TEST_CASE("the SHA extension gives what plain arithmetic gives") {
  const sha256_detail::AddBlocks by_extension = sha256_detail::add_blocks_by_extension();
  if (by_extension == nullptr) return;  // only the published answers can be compared then
  std::array<unsigned char, 5 * 64> blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) blocks[i] = static_cast<unsigned char>(i * i + 3 * i);
  for (std::size_t count = 0; count <= 5; ++count) {
    sha256_detail::State plain = {1, 2, 3, 4, 5, 6, 7, 8};
    sha256_detail::State extended = plain;
    sha256_detail::add_blocks_plainly(plain, blocks.data(), count);
    by_extension(extended, blocks.data(), count);
    CHECK(plain == extended);
  }
}
