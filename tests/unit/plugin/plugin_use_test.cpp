#include "framework/plugin/plugin_use.h"

#include <limits>

#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

Diagnostics mistakes(const PluginUse& use, PluginList list = PluginList::augment) {
  const auto resolved = resolve_plugin(use, list, {shipped_folder, fixture_folder});
  return resolved ? Diagnostics{} : resolved.diagnostics();
}

void check_mistake(const std::pair<std::string, SettingValue>& setting, const std::string& code,
                   const std::string& message, const std::string& help) {
  const Diagnostics found = mistakes(use_of("gaussian-noise", {setting}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == code);
  CHECK(found[0].place.line == 10);
  CHECK(found[0].message == message);
  CHECK(found[0].help == help);
}

TEST_CASE("settings are completed with defaults in the declared order, and an integer serves as a number") {
  const PluginUse use =
      use_of("gaussian-noise", {{"draw", std::string("epoch")}, {"sigma", std::int64_t{2}}});
  const auto resolved = resolve_plugin(use, PluginList::augment, {shipped_folder});
  REQUIRE(resolved);
  REQUIRE(resolved->settings.size() == 5);
  CHECK(resolved->settings[0].name == "sigma");
  CHECK(std::get<double>(resolved->settings[0].value) == 2.0);
  CHECK(resolved->settings[0].place.line == 11);
  CHECK(std::get<bool>(resolved->settings[1].value));
  CHECK(resolved->settings[1].place.line == 9);
  CHECK(std::get<std::string>(resolved->settings[2].value) == "epoch");
}

TEST_CASE("each kind of wrong setting has its own message, place and advice") {
  check_mistake({"sigm", 0.1}, "E611", "'gaussian-noise' has no parameter 'sigm'", "did you mean 'sigma'?");
  check_mistake({"whatever", 0.1}, "E611", "'gaussian-noise' has no parameter 'whatever'",
                "its parameters are: sigma, clip, draw, test, train");
  check_mistake({"sigma", std::string("big")}, "E612",
                "'sigma' of 'gaussian-noise' must be a number, not 'big'",
                "cae-lab plugins gaussian-noise explains its parameters");
  check_mistake({"clip", std::int64_t{1}}, "E612", "'clip' of 'gaussian-noise' must be true or false, not 1",
                "cae-lab plugins gaussian-noise explains its parameters");
  check_mistake({"draw", true}, "E612",
                "'draw' of 'gaussian-noise' must be one of the words once, epoch, not true",
                "cae-lab plugins gaussian-noise explains its parameters");
  check_mistake({"sigma", -0.5}, "E613", "'sigma' of 'gaussian-noise' is -0.5, which is out of its range",
                "it can be at least 0");
  check_mistake({"draw", std::string("epochs")}, "E614", "'draw' of 'gaussian-noise' cannot be 'epochs'",
                "did you mean 'epoch'? allowed are: once, epoch");
}

TEST_CASE("a number that is not finite is out of every range") {
  for (const double value :
       {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    const Diagnostics found = mistakes(use_of("gaussian-noise", {{"sigma", value}}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "E613");
  }
}

TEST_CASE("an integer parameter takes no fraction") {
  const Diagnostics found = mistakes(use_of("pca", {{"components", 2.5}}), PluginList::analyse);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "'components' of 'pca' must be an integer, not 2.5");
}

TEST_CASE("every mistake of one use is reported") {
  const Diagnostics found = mistakes(use_of("faulty", {{"lo", std::int64_t{1}}, {"low", std::int64_t{11}}}));
  REQUIRE(found.size() == 3);
  CHECK(found[0].code == "E611");
  CHECK(found[1].help == "it can be from 0 to 10");
  CHECK(found[2].code == "E615");
  CHECK(found[2].message == "'faulty' needs the parameter 'fault'");
  CHECK(found[2].help == "fault: what goes wrong");
  CHECK(found[2].place.line == 9);
}

TEST_CASE("of a setting given twice the last one counts") {
  const PluginUse use = use_of("gaussian-noise", {{"sigma", 0.1}, {"sigma", 0.3}});
  CHECK(std::get<double>(
            resolve_plugin(use, PluginList::augment, {shipped_folder}).take().settings[0].value) == 0.3);
}

TEST_CASE("a use in 'augment' says whether it changes the targets, too") {
  const auto inputs = resolve_plugin(use_of("gaussian-noise", {}), PluginList::augment, {shipped_folder});
  REQUIRE(inputs);
  CHECK(inputs->on == ChangedImages::inputs);
  const auto both =
      resolve_plugin(use_of("shift", {{"on", std::string("both")}}), PluginList::augment, {shipped_folder});
  REQUIRE(both);
  CHECK(both->on == ChangedImages::both);
  CHECK(both->settings.size() == both->plugin.parameters().size());
  check_mistake({"on", std::string("targets")}, "E620", "'on' cannot be 'targets'",
                "allowed are: inputs, both; 'both' changes also what the reconstruction is compared with");
  const Diagnostics elsewhere =
      mistakes(use_of("latent", {{"on", std::string("both")}}), PluginList::analyse);
  REQUIRE(elsewhere.size() == 1);
  CHECK(elsewhere[0].code == "E611");
}

TEST_CASE("a plugin in the wrong list is told where it belongs") {
  const Diagnostics analysis = mistakes(use_of("pca", {}), PluginList::augment);
  REQUIRE(analysis.size() == 1);
  CHECK(analysis[0].code == "E610");
  CHECK(analysis[0].message == "'pca' is an analysis and cannot be used in 'augment'");
  CHECK(analysis[0].help == "move it to 'analyse'");
  CHECK(mistakes(use_of("gaussian-noise", {}), PluginList::analyse).at(0).help == "move it to 'augment'");
  CHECK(mistakes(use_of("latent", {}), PluginList::analyse).empty());
}

TEST_CASE("a missing plugin is reported at its place in the experiment") {
  const Diagnostics found = mistakes(use_of("gausian-noise", {}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.file == "exp.yaml");
  CHECK(found[0].place.line == 9);
}

}  // namespace
}  // namespace cae
