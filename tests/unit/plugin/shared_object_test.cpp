#include "framework/plugin/shared_object.h"

#include "framework/base/files.h"
#include "framework/base/random.h"
#include "framework/plugin/cae_plugin.h"
#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

TEST_CASE("the bytes of the entry are found in the file") {
  const std::string file = read_file(test::shipped_folder + "/latent.so").take();
  const SymbolBytes found = find_symbol_bytes(file, "cae_plugin_entry");
  CHECK(found.problem.empty());
  REQUIRE(found.bytes);
  std::uint64_t magic = 0;
  found.bytes->copy(reinterpret_cast<char*>(&magic), sizeof magic);
  CHECK(magic == CAE_PLUGIN_MAGIC);
  CHECK_FALSE(find_symbol_bytes(file, "cae_plugin_entr").bytes);
}

TEST_CASE("damaged headers and symbol tables never reach outside the file") {
  const std::string whole = read_file(test::fixture_folder + "/no_entry.so").take();
  const RandomStream random(7, "damage");
  for (std::uint64_t round = 0; round < 3000; ++round) {
    std::string file = whole;
    for (std::uint64_t k = 0; k < 4; ++k) {
      const std::uint64_t where = round * 8 + k * 2;
      // Half of the damage in the headers, half anywhere.
      const std::size_t range = k % 2 == 0 ? 600 : file.size();
      file[random.bits(where) % range] = static_cast<char>(random.bits(where + 1));
    }
    const SymbolBytes found = find_symbol_bytes(file, "unrelated_name");
    CHECK_FALSE(found.bytes);
  }
}

}  // namespace
}  // namespace cae
