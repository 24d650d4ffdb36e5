#include "framework/base/count_text.h"

#include <limits>

#include "tests/support/catch.h"

using namespace cae;

TEST_CASE("a count has its digits in groups of three") {
  CHECK(count_text(0) == "0");
  CHECK(count_text(999) == "999");
  CHECK(count_text(1000) == "1,000");
  CHECK(count_text(306699) == "306,699");
  CHECK(count_text(-999) == "-999");
  CHECK(count_text(-1000) == "-1,000");
  CHECK(count_text(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
}

TEST_CASE("one thing is not plural") {
  CHECK(counted(0, "epoch") == "0 epochs");
  CHECK(counted(1, "epoch") == "1 epoch");
  CHECK(counted(1200, "epoch") == "1,200 epochs");
}
