#include "tools/cli/path_value.h"

#include "tests/support/catch.h"

using namespace cae::cli;

TEST_CASE("an empty path is never taken, and - is no folder") {
  for (const PathTo use : {PathTo::read, PathTo::write, PathTo::folder}) {
    CHECK_FALSE(is_path(use, ""));
    CHECK(is_path(use, "a"));
    CHECK(is_path(use, "./-"));
    CHECK(is_path(use, "-") == (use != PathTo::folder));
  }
}

TEST_CASE("one - is standard output where a file is written, and a name elsewhere") {
  CHECK(meant_path(PathTo::write, "-") == "/dev/stdout");
  CHECK(meant_path(PathTo::write, "./-") == "./-");
  CHECK(meant_path(PathTo::write, "a.svg") == "a.svg");
  CHECK(meant_path(PathTo::read, "-") == "./-");
}

TEST_CASE("a path that begins like an option is none to other programs") {
  CHECK(meant_path(PathTo::folder, "-x") == "./-x");
  CHECK(meant_path(PathTo::write, "--help") == "./--help");
  CHECK(meant_path(PathTo::read, "a-x") == "a-x");
}
