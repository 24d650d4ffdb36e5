#include "framework/plugin/use_names.h"

#include "tests/support/catch.h"

namespace cae::test {
namespace {

std::vector<NamedUse> uses(std::initializer_list<std::pair<const char*, const char*>> list) {
  std::vector<NamedUse> named;
  for (const auto& [plugin, as] : list) named.push_back({.plugin = plugin, .as = as});
  return named;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("uses without a name are called as their plugin, numbered from the second on") {
  CHECK(name_uses(uses({{"pca", ""}, {"latent", ""}, {"pca", ""}, {"pca", ""}})).take() ==
        Names{"pca", "latent", "pca2", "pca3"});
  CHECK(name_uses(uses({{"pca", "pca8"}, {"pca", ""}, {"pca", ""}})).take() == Names{"pca8", "pca", "pca2"});
  // A name that the experiment gave is not used again.
  CHECK(name_uses(uses({{"pca", ""}, {"pca", ""}, {"latent", "pca2"}})).take() ==
        Names{"pca", "pca3", "pca2"});
  CHECK(name_uses(uses({{"pca", ""}}), {"pca", "pca2"}).take() == Names{"pca3"});
}

TEST_CASE("two entries with one name, and the names of a run's own pictures, are refused") {
  CHECK(name_uses(uses({{"pca", "a"}, {"latent", "A"}})).diagnostics().front().code == "E841");
  CHECK(name_uses(uses({{"pca", "losses"}})).diagnostics().front().code == "E840");
  CHECK(name_uses(uses({{"pca", "Reconstructions"}})).diagnostics().front().code == "E840");
}

TEST_CASE("what a use gives is kept under the name of the use") {
  CHECK(kept_name("pca", "pca", "pca-images") == "pca-images");
  CHECK(kept_name("pca8", "pca", "pca-images") == "pca8-images");
  CHECK(kept_name("pca8", "pca", "pca") == "pca8");
  CHECK(kept_name("pca8", "pca", "pcasso") == "pca8-pcasso");
  CHECK(kept_name("some", "latent", "map") == "some-map");
}

}  // namespace cae::test
