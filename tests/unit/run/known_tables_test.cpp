#include "framework/run/known_tables.h"

#include "tests/support/catch.h"

namespace cae::test {
namespace {

const KnownTable first{.name = "latent-code", .given = "latent-code", .use = "latent"};
const KnownTable second{.name = "latent2-code", .given = "latent-code", .use = "latent2", .analysis = 1};
const KnownTable named{
    .name = "all-code", .given = "latent-code", .use = "all", .analysis = 2, .named = true};

Result<KnownTable> asked(const std::string& table, const std::vector<KnownTable>& before,
                         const std::vector<KnownTable>& after = {}) {
  return find_table({.analysis = "pca", .table = table}, before, after);
}

}  // namespace

TEST_CASE("a table is found by its name, by its use, or as its plugin calls it") {
  CHECK(asked("latent-code", {first}).take().name == "latent-code");
  CHECK(asked("latent2-code", {first, second}).take().name == "latent2-code");
  CHECK(asked("latent", {first, second}).take().name == "latent-code");
  CHECK(asked("all", {first, named}).take().name == "all-code");
  CHECK(asked("latent-code", {first, named}).take().name == "latent-code");
  CHECK(asked("latent-code", {named}).take().name == "all-code");
}

TEST_CASE("a table that can be any of two is refused, and so is one that nothing makes before") {
  CHECK(asked("latent-code", {first, second}).diagnostics().front().code == "E845");
  CHECK(asked("latent-cod", {first}).diagnostics().front().code == "E844");
  CHECK(asked("latent-cod", {first}).diagnostics().front().help == "did you mean 'latent-code'?");
  const Diagnostic late = asked("latent-code", {}, {first}).diagnostics().front();
  CHECK(late.code == "E844");
  CHECK(late.message.find("makes only after it") != std::string::npos);
}

}  // namespace cae::test
