#include "tools/cli/setting_differences.h"

#include "tests/support/catch.h"

using namespace cae::cli;

TEST_CASE("what a variant changes are the settings that the base has otherwise or not at all") {
  const Settings base = {{"variant", "(base)"}, {"seed", "1"}, {"train.loss", "bce"}, {"train.epochs", "2"}};
  const Settings variant = {
      {"variant", "wide"}, {"seed", "2"}, {"train.loss", "mse"}, {"train.epochs", "2"}, {"set.width", "8"}};
  CHECK(changed_from(base, variant) == Settings{{"train.loss", "mse"}, {"set.width", "8"}});
}

TEST_CASE("settings that are not the same in all runs of a variant are named once") {
  const Settings first = {{"seed", "1"}, {"threads", "1"}, {"train.epochs", "2"}, {"isa", "avx2"}};
  const Settings second = {{"seed", "2"}, {"threads", "2"}, {"train.epochs", "3"}, {"isa", "avx2"}};
  CHECK(mixed_settings({first, second, first}) == std::vector<std::string>{"train.epochs"});
  CHECK(mixed_settings({first, first}).empty());
  CHECK(mixed_settings({{{"a", "1"}}, {{"b", "1"}}}) == std::vector<std::string>{"a", "b"});
}
