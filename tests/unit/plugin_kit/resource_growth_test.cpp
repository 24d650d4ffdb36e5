#include "framework/plugin_kit/resource_growth.h"

#include <unistd.h>

#include <memory>
#include <vector>

#include "framework/base/sanitized.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

TEST_CASE("what each call keeps is found, and what it gives back is not") {
  CHECK(growth_over([] { std::make_unique<std::vector<int>>(100, 1); }).empty());
  std::vector<std::unique_ptr<std::vector<int>>> kept;
  kept.reserve(100000);
  const auto growth = growth_over([&] { kept.push_back(std::make_unique<std::vector<int>>(100, 1)); });
  if (sanitized) return;  // which keeps memory itself
  REQUIRE(growth.size() == 1);
  CHECK(growth[0].find("of memory a call and does not give them back") != std::string::npos);
}

TEST_CASE("files that stay open are found") {
  std::vector<int> files;
  files.reserve(10000);
  const auto growth = growth_over([&] { files.push_back(dup(STDIN_FILENO)); });
  for (const int file : files) close(file);
  REQUIRE(growth.size() == 1);
  CHECK(growth[0] == "leaves a file open with each call");
}

}  // namespace
}  // namespace cae
