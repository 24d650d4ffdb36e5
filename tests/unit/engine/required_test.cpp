#include "framework/engine/required.h"

#include <cstddef>

#include "framework/base/result.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

TEST_CASE("memory that cannot allocate is refused by its size, in a unit that shows it") {
  require_memory(std::size_t{1} << 20, "this test");
  try {
    require_memory(std::size_t{1} << 60, "this test");
    FAIL("an exbibyte was given");
  } catch (const Failure& failure) {
    REQUIRE(failure.diagnostics().size() == 1);
    CHECK(failure.diagnostics()[0].code == "E993");
    CHECK(failure.diagnostics()[0].message ==
          "cannot allocate 1.07e+09 GiB of memory for this test: Cannot allocate memory");
    CHECK(failure.diagnostics()[0].blame == Blame::work);
  }
}

TEST_CASE("threads are started to see whether they can be, and end at once") {
  require_threads(0);
  require_threads(5);
}

}  // namespace
}  // namespace cae
