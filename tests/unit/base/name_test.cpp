#include "framework/base/name.h"

#include <string>

#include "tests/support/catch.h"

namespace cae {
namespace {

TEST_CASE("a name is letters, digits and - _ . behind a letter or digit, and never a path or a hidden file") {
  for (const char* name : {"a", "7", "pca-latent-code.explained_variance_1", "A.b-c_d"}) CHECK(is_name(name));
  for (const char* name :
       {"", ".", "..", ".lock", "-o", "_a", "a/b", "../a", "/a", "a b", "a\n", "\xC3\xA9", "a\\b"}) {
    INFO(name);
    CHECK_FALSE(is_name(name));
  }
  CHECK_FALSE(is_name({"a\0b", 3}));
  CHECK(is_name(std::string(64, 'a')));
  CHECK_FALSE(is_name(std::string(65, 'a')));
  CHECK(is_name(std::string(65, 'a'), 65));
}

TEST_CASE("file names that differ in upper and lower case alone are the same") {
  CHECK(same_file_name("Losses-1.PNG", "losses-1.png"));
  CHECK_FALSE(same_file_name("losses", "loss"));
  CHECK_FALSE(same_file_name("a[", "a{"));  // 32 apart, as a letter's two cases are
}

}  // namespace
}  // namespace cae
