#include <cstddef>
#include <cstdlib>
#include <fstream>

#include "framework/base/files.h"
#include "framework/base/sha256.h"
#include "framework/plugin/declaration.h"
#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

std::string fixture(const std::string& name) {
  return fixture_folder + "/" + name + ".so";
}

Diagnostic load_error(const std::string& path) {
  const auto plugin = Plugin::load(path, place_at(9));
  REQUIRE_FALSE(plugin);
  REQUIRE(plugin.diagnostics().size() == 1);
  const Diagnostic diagnostic = plugin.diagnostics().front();
  CHECK(diagnostic.place.line == 9);
  CHECK(diagnostic.blame == Blame::input);
  CHECK_FALSE(diagnostic.help.empty());
  return diagnostic;
}

void check_error(const std::string& path, const std::string& code, const std::string& message) {
  const Diagnostic diagnostic = load_error(path);
  CHECK(diagnostic.code == code);
  CHECK(diagnostic.message == message);
}

TEST_CASE("a shipped plugin says its name, kind, version, hash and parameters") {
  const std::string path = shipped_folder + "/gaussian-noise.so";
  const Plugin plugin = Plugin::load(path).take();
  CHECK(plugin.name() == "gaussian-noise");
  CHECK(plugin.kind() == PluginKind::augmentation);
  CHECK(plugin.version() == "1.0");
  CHECK(plugin.path() == path);
  CHECK(plugin.sha256() == sha256(read_file(path).take()));
  REQUIRE(plugin.parameters().size() == 5);
  const PluginParameter& sigma = plugin.parameters()[0];
  CHECK(sigma.name == "sigma");
  CHECK(sigma.type == ParameterType::number);
  CHECK(std::get<double>(sigma.default_value) == 0.1);
  CHECK(allowed_text(sigma) == "at least 0");
  CHECK(plugin.parameters()[2].choices == std::vector<std::string>{"once", "epoch"});
}

TEST_CASE("a file that is missing, a folder or no shared object is refused with its path") {
  const TemporaryFolder folder;
  check_error(folder.file("none.so"), "E602",
              "cannot read the plugin " + folder.file("none.so") + ": No such file or directory");
  check_error(folder.path(), "E602", "cannot read the plugin " + folder.path() + ": it is a folder");
  const std::string what = " is not a shared object that this machine can load: ";
  std::ofstream(folder.file("empty.so"));
  check_error(folder.file("empty.so"), "E603", folder.file("empty.so") + what + "it is not an ELF file");
  std::ofstream(folder.file("text.so")) << "import numpy";
  check_error(folder.file("text.so"), "E603", folder.file("text.so") + what + "it is not an ELF file");

  std::string other_machine = read_file(fixture("no_entry")).take();
  other_machine[18] = 8;  // e_machine: MIPS
  std::ofstream(folder.file("mips.so")) << other_machine;
  check_error(folder.file("mips.so"), "E603",
              folder.file("mips.so") + what + "it was built for another kind of machine");
}

TEST_CASE("a shared object without an entry, or with a foreign one, is refused before any of it runs") {
  check_error(fixture("no_entry"), "E604",
              fixture("no_entry") +
                  " is a shared object, but not a cae-lab plugin: it exports no constant cae_plugin_entry");
  check_error(fixture("foreign_entry"), "E604",
              fixture("foreign_entry") +
                  " is a shared object, but not a cae-lab plugin: its cae_plugin_entry does not begin with "
                  "CAE_PLUGIN_MAGIC");
}

TEST_CASE("another ABI version or impossible sizes are refused before any of the plugin runs") {
  check_error(fixture("other_abi"), "E605",
              "the plugin " + fixture("other_abi") + " has ABI version 99, this cae-lab needs version 1");
  check_error(fixture("small_struct"), "E606",
              "the plugin " + fixture("small_struct") +
                  " declares that its cae_plugin has 32 bytes; this cae-lab can read 112 or slightly more");
  check_error(fixture("small_parameter"), "E606",
              "the plugin " + fixture("small_parameter") +
                  " declares that its cae_parameter has 8 bytes; this cae-lab can read 56 or slightly more");
}

TEST_CASE("a plugin that needs what no library has names the symbol") {
  check_error(fixture("unlinkable"), "E607",
              "the plugin " + fixture("unlinkable") +
                  " does not link: undefined symbol: function_that_nobody_defines");
}

TEST_CASE("an entry that contradicts itself is refused with the reason") {
  const std::vector<std::string> reasons = {
      "is of the unknown kind 7",
      "has the name 'Bad Name'; a name is lower-case letters, digits, '-' and '_'",
      "has no version",
      "has no function 'create'",
      "is an analysis without 'analyse'",
      "declares the parameter 'plugin', which is no allowed name",
      "declares the parameter 'sigma' twice",
      "declares the parameter 'sigma' with an unknown type",
      "declares the parameter 'sigma' with the default '2', which it does not allow itself",
      "declares the parameter 'draw' as a word without choices",
      "declares the parameter 'sigma' with an empty range",
      "declares the parameter 'count' with the default '1.5', which it does not allow itself",
      "declares 3 parameters and has no list of them",
      "declares the parameter 'Sigma \\n', which is no allowed name",
  };
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    const std::string path = fixture("declaration_" + std::to_string(i + 1));
    check_error(path, "E608", "the plugin " + path + " " + reasons[i]);
  }
}

TEST_CASE("a plugin cut off anywhere is refused or loads, and never ends the program") {
  const TemporaryFolder folder;
  const std::string whole = read_file(shipped_folder + "/gaussian-noise.so").take();
  for (std::size_t step = 0; step < 40; ++step) {
    const std::string path = folder.file(std::to_string(step) + ".so");
    std::ofstream(path, std::ios::binary) << whole.substr(0, whole.size() * step / 40);
    CHECK(load_error(path).code == "E603");
  }
}

TEST_CASE("an effect that the plugin's header did not know, or that only a later one knows, is none") {
  cae_plugin entry = {};
  entry.struct_size = sizeof entry;
  entry.effect = CAE_MOVES_PIXELS;
  CHECK(effect_of(entry) == PluginEffect::moves_pixels);
  entry.struct_size = offsetof(cae_plugin, effect);
  CHECK(effect_of(entry) == PluginEffect::unsaid);
  entry.struct_size = sizeof entry;
  entry.effect = CAE_CORRUPTS_PIXELS + 1;
  CHECK(effect_of(entry) == PluginEffect::unsaid);
}

TEST_CASE("a name that no folder has is answered with the nearest, or with all of them") {
  const auto near = find_plugin("gausian-noise", {shipped_folder}, place_at(9));
  REQUIRE_FALSE(near);
  CHECK(near.diagnostics().front().code == "E601");
  CHECK(near.diagnostics().front().message == "no plugin is called 'gausian-noise'");
  CHECK(near.diagnostics().front().help.starts_with("did you mean 'gaussian-noise'?; searched " +
                                                    shipped_folder));
  const auto far = find_plugin("wavelets", {shipped_folder});
  REQUIRE_FALSE(far);
  const std::string& help = far.diagnostics().front().help;
  CHECK(help.starts_with("there are: "));
  for (const char* shipped : {"gaussian-noise", "latent", "pca"})
    CHECK(help.find(std::string(shipped) + ", ") != std::string::npos);
}

TEST_CASE("a plugin found by name must carry that name") {
  const auto plugin = find_plugin("misnamed", {fixture_folder}, place_at(9));
  REQUIRE_FALSE(plugin);
  CHECK(plugin.diagnostics().front().code == "E609");
  CHECK(plugin.diagnostics().front().message ==
        "the plugin " + fixture("misnamed") + " declares the name 'identity'");
}

TEST_CASE("a path with a slash is taken from the experiment's folder") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder.file("plugins"));
  std::filesystem::copy(shipped_folder + "/pca.so", folder.file("plugins/mine.so"));
  Place place = place_at(3);
  place.file = folder.file("exp.yaml");
  const auto plugin = find_plugin("plugins/mine.so", {}, place);
  REQUIRE(plugin);
  CHECK(plugin->name() == "pca");
  CHECK(find_plugin(shipped_folder + "/pca.so", {}, place));
}

TEST_CASE("CAE_LAB_PLUGINS comes first, and the first folder with a name wins") {
  const TemporaryFolder folder;
  std::filesystem::copy(shipped_folder + "/pca.so", folder.file("pca.so"));
  setenv("CAE_LAB_PLUGINS", ("/nowhere::" + folder.path()).c_str(), 1);
  const std::vector<std::string> folders = standard_plugin_folders();
  unsetenv("CAE_LAB_PLUGINS");
  REQUIRE(folders.size() == 3);
  CHECK(folders[0] == "/nowhere");
  CHECK(folders[1] == folder.path());
  CHECK(folders[2] == shipped_folder);  // beside this test program
  CHECK(find_plugin("pca", folders).take().path() == folder.file("pca.so"));
  CHECK(find_plugin("latent", folders).take().path() == shipped_folder + "/latent.so");
}

TEST_CASE("the list shows sound plugins and the trouble with others") {
  const auto listings = list_plugins({shipped_folder, fixture_folder});
  const auto has = [&](const std::string& name, bool sound) {
    return std::any_of(listings.begin(), listings.end(), [&](const PluginListing& listing) {
      return listing.name == name && static_cast<bool>(listing.plugin) == sound;
    });
  };
  CHECK(has("gaussian-noise", true));
  CHECK(has("faulty", true));
  CHECK(has("other_abi", false));
  CHECK(std::is_sorted(listings.begin(), listings.end(),
                       [](const auto& a, const auto& b) { return a.name < b.name; }));
}

}  // namespace
}  // namespace cae
