#include "framework/profile/work_amount.h"

#include "tests/support/catch.h"
#include "tests/unit/profile/support.h"

namespace cae {
namespace {

TEST_CASE("the operations of an image are two for each multiply-add of convolutions and dense layers") {
  const double first = 2.0 * 10 * 10 * 16 * 3 * 3 * 1;
  const double second = 2.0 * 10 * 10 * 32 * 3 * 3 * 16;
  const double dense = 2.0 * (10 * 10 * 32) * 100;
  CHECK(forward_operations(conv_bn_dense()) == first + second + dense);
}

}  // namespace
}  // namespace cae
