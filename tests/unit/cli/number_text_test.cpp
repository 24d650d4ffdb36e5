#include "tools/cli/number_text.h"

#include "tests/support/catch.h"

using namespace cae;
using namespace cae::cli;

TEST_CASE("a loss has four digits at least") {
  CHECK(loss_text(0.3259412) == "0.3259");
  CHECK(loss_text(1.2345678) == "1.2346");
  CHECK(loss_text(0.0097123) == "0.009712");
  CHECK(loss_text(0.0971234) == "0.09712");
  CHECK(loss_text(0.0009712) == "9.712e-04");
  CHECK(loss_text(123456.0) == "1.235e+05");
  CHECK(loss_text(0.0) == "0.0000");
  CHECK(loss_text(-0.0) == "0.0000");
  CHECK(loss_text(-0.3259412) == "-0.3259");
  CHECK(loss_text(std::nullopt) == "-");
}

TEST_CASE("a number is shown to two digits of its uncertainty") {
  CHECK(decimals_for(0.334, 0.00012) == 5);
  CHECK(decimals_for(0.334, 0.012) == 4);
  CHECK(decimals_for(0.334, std::nullopt) == 4);
  CHECK(decimals_for(0.0097, 0.0) == 6);
  CHECK(decimals_for(0.0031, 0.0019, 2) == 4);
  CHECK(decimals_for(306699.0, 30.0) == 0);
  CHECK(decimals_for(1.0, 1e-12) == 6);
  CHECK(decimals_for(0.0, std::nullopt, 3) == 2);
}
