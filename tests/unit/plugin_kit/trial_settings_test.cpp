#include "framework/plugin_kit/trial_settings.h"

#include <algorithm>
#include <limits>

#include "framework/plugin/parameter_check.h"
#include "tests/support/catch.h"

namespace cae {
namespace {

const std::string shipped_folder = CAE_BINARY_DIR "/lib/cae-lab/plugins/";

Plugin shipped(const std::string& name) {
  return Plugin::load(shipped_folder + name + ".so").take();
}

SettingValue value_of(const std::vector<Setting>& settings, const std::string& name) {
  const auto found =
      std::ranges::find_if(settings, [&](const Setting& setting) { return setting.name == name; });
  REQUIRE(found != settings.end());
  return found->value;
}

TEST_CASE("a plugin is tried at the ends of its ranges, and all of these are allowed") {
  for (const char* name : {"zoom", "t-sne", "gaussian-noise", "linear-probe"}) {
    const Plugin plugin = shipped(name);
    const std::vector<TriedValue> limits = limits_of(plugin);
    CHECK(limits.size() >= 2 * plugin.parameters().size());
    for (const TriedValue& tried : limits) {
      INFO(name << ", " << text_of(plugin, tried));
      CHECK(check_value(plugin.parameters()[tried.parameter], tried.value) == ValueProblem::none);
    }
  }
}

TEST_CASE("the values just outside of a range are refused, and where there is no end there are none") {
  const Plugin noise = shipped("gaussian-noise");  // sigma: at least 0
  const std::vector<TriedValue> outside = values_outside(noise);
  REQUIRE(outside.size() == 1);
  CHECK(text_of(noise, outside[0]) == "sigma: -5e-324");
  const Plugin grid = shipped("decoded-grid");
  for (const TriedValue& tried : values_outside(grid)) {
    INFO(text_of(grid, tried));
    CHECK(check_value(grid.parameters()[tried.parameter], tried.value) == ValueProblem::range);
  }
}

TEST_CASE("an end that no integer reaches is the largest integer") {
  const Plugin plugin = shipped("latent");  // images: at least 0
  CHECK(std::ranges::any_of(limits_of(plugin), [](const TriedValue& tried) {
    return tried.value == SettingValue(std::numeric_limits<std::int64_t>::max());
  }));
}

TEST_CASE("what is required is the code's or a layer's, and what is given counts") {
  const auto uses = usual_settings(shipped("units"), {"active=0.5"});
  REQUIRE(uses);
  REQUIRE(uses->size() == 2);
  CHECK(value_of((*uses)[0], "of") == SettingValue(std::string("latent-code")));
  CHECK(value_of((*uses)[1], "of") == SettingValue(std::string("latent-conv1")));
  CHECK(value_of((*uses)[1], "active") == SettingValue(0.5));
  CHECK(value_of((*uses)[1], "saturated") == SettingValue(0.99));
  CHECK(usual_settings(shipped("blur"), {})->size() == 1);
}

TEST_CASE("a value that the plugin does not take is an error with its code") {
  const Plugin plugin = shipped("units");
  CHECK(usual_settings(plugin, {"activ=0.5"}).diagnostics()[0].code == "E611");
  CHECK(usual_settings(plugin, {"active"}).diagnostics()[0].code == "E612");
  CHECK(usual_settings(plugin, {"saturated=2"}).diagnostics()[0].code == "E613");
}

}  // namespace
}  // namespace cae
