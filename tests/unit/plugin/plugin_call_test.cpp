// What a plugin's calls may not leave changed, and how much they may give and say.
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cfenv>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "framework/plugin/held_environment.h"
#include "framework/plugin/host_services.h"
#include "framework/plugin/plugin_instance.h"
#include "tests/support/catch.h"
#include "tests/unit/plugin/plugin_support.h"

namespace cae {
namespace {

using namespace test;

// All that a plugin could change and that would be missed.
struct Surroundings {
  int rounding = std::fegetround();
  int traps = fegetexcept();
  std::string locale = std::setlocale(LC_ALL, nullptr);
  locale_t thread_locale = uselocale(nullptr);
  std::string folder = std::filesystem::current_path().string();
  std::string variable = std::getenv("CAE_LAB_TEST_VARIABLE");
  bool no_other_variable = std::getenv("CAE_LAB_TEST_OTHER_VARIABLE") == nullptr;
  mode_t mask = current_mask();
  void (*handler)(int) = current_handler();
  bool interrupt_blocked = is_blocked();

  bool operator==(const Surroundings&) const = default;

  static mode_t current_mask() {
    const mode_t mask = umask(022);
    umask(mask);
    return mask;
  }
  static void (*current_handler())(int) {
    struct sigaction action = {};
    sigaction(SIGINT, nullptr, &action);
    return action.sa_handler;
  }
  static bool is_blocked() {
    sigset_t blocked;
    pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
    return sigismember(&blocked, SIGINT) == 1;
  }
};

Diagnostics run_unruly(const std::string& what, const std::string& where,
                       const std::string& plugin = "unruly") {
  PluginInstance instance =
      instance_of(use_of(plugin, {{"what", what}, {"where", where}}), PluginList::augment);
  const std::vector<float> values(200, 0.5F);
  std::vector<std::uint32_t> samples(200);
  std::vector<float> out(values.size());
  const PluginBatch batch{.values = values, .count = 200, .samples = samples, .epoch = 1};
  for (int i = 0; i < 3; ++i) instance.augment(batch, out).take();
  return instance.take_warnings();
}

struct Case {
  const char* what;
  const char* named;
};

const Case changes[] = {
    {"rounding", "the rounding mode"},
    {"traps", "the handling of denormals, the precision or the traps of floating-point numbers"},
    {"locale", "the locale"},
    {"thread_locale", "the locale of the thread"},
    {"folder", "the working directory"},
    {"variable", "the environment"},
    {"new_variable", "the environment"},
    {"edited_variable", "the environment"},
    {"no_environment", "the environment"},
    {"mask", "the file mode mask"},
    {"handler", "the handling of signals"},
    {"blocked_signal", "the signals that the thread blocks"}};

TEST_CASE("whatever a call of a plugin changes in thread or process is restored and reported once") {
  setenv("CAE_LAB_TEST_VARIABLE", "as it was", 1);
  const Surroundings before;
  for (const char* where : {"create", "augment", "destroy"}) {
    for (const Case& change : changes) {
      INFO(where << " changes " << change.what);
      const Diagnostics warnings = run_unruly(change.what, where);
      CHECK(Surroundings{} == before);
      // The instance has been destroyed, and its warnings with it.
      if (std::string_view(where) == "destroy") continue;
      REQUIRE(warnings.size() == 1);
      CHECK(warnings[0].code == "W640");
      CHECK(warnings[0].severity == Severity::warning);
      CHECK(warnings[0].message == "the plugin 'unruly' left " + std::string(change.named) + " changed in " +
                                       where + "; it was restored");
      CHECK(warnings[0].place.line == 9);
    }
  }
  CHECK(run_unruly("nothing", "augment").empty());
  unsetenv("CAE_LAB_TEST_VARIABLE");
}

TEST_CASE("no worker of a parallel_for keeps the rounding mode that a plugin's body sets") {
  setenv("CAE_LAB_TEST_VARIABLE", "as it was", 1);
  const Diagnostics warnings = run_unruly("rounding", "body");
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].message.find("changed in the body of a parallel_for") != std::string::npos);
  const HostServices services("test", 1, {});
  std::vector<int> modes(2000, -1);
  services.host().parallel_for(
      services.host().context, modes.size(),
      [](void* data, std::size_t i) { (*static_cast<std::vector<int>*>(data))[i] = std::fegetround(); },
      &modes);
  CHECK(modes == std::vector<int>(modes.size(), FE_TONEAREST));
  unsetenv("CAE_LAB_TEST_VARIABLE");
}

TEST_CASE(
    "a constructor's rounding mode is put back, and named by each instance, however often it is loaded") {
  for (int i = 0; i < 2; ++i) {
    const Diagnostics warnings = run_unruly("nothing", "augment", "unruly_constructor");
    CHECK(std::fegetround() == FE_TONEAREST);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].message ==
          "the plugin 'unruly_constructor' left the rounding mode changed in its constructors; it was "
          "restored");
  }
}

TEST_CASE(
    "an environment that is put back is the program's own, to the byte, and can be changed and put back "
    "again") {
  setenv("CAE_LAB_TEST_VARIABLE", "as it was", 1);
  static HeldEnvironment held;  // the environment points into it from here on
  for (int i = 0; i < 3; ++i) {
    CHECK(held.is_current());
    setenv("CAE_LAB_TEST_VARIABLE", "longer than it was before", 1);
    CHECK_FALSE(held.is_current());
    held.put_back();
    CHECK(std::string(std::getenv("CAE_LAB_TEST_VARIABLE")) == "as it was");
    std::getenv("CAE_LAB_TEST_VARIABLE")[0] = '#';
    CHECK_FALSE(held.is_current());
    held.put_back();
    unsetenv("CAE_LAB_TEST_VARIABLE");
    CHECK_FALSE(held.is_current());
    held.put_back();
    clearenv();
    CHECK_FALSE(held.is_current());
    held.put_back();
  }
  CHECK(std::string(std::getenv("CAE_LAB_TEST_VARIABLE")) == "as it was");
  unsetenv("CAE_LAB_TEST_VARIABLE");
}

Result<PluginOutput> outputs(const std::string& what, const std::string& name = "") {
  return instance_of(use_of("outputs", {{"what", what}, {"name", name}}), PluginList::analyse)
      .analyse(nullptr, {});
}

void check_refused(const std::string& what, const std::string& name, const std::string& message) {
  INFO(what << " " << name);
  const Result<PluginOutput> output = outputs(what, name);
  REQUIRE_FALSE(output);
  CHECK(output.diagnostics()[0].code == "E618");
  CHECK(output.diagnostics()[0].message == "the plugin 'outputs' " + message + " (in analyse)");
}

const std::string rule =
    "; a name is 1 to 160 letters, digits, '-', '_' and '.', and begins with a letter or a digit";

TEST_CASE(
    "tables, columns, pictures and metrics cannot be named so that a file lands elsewhere or a terminal "
    "obeys") {
  for (const std::string name :
       {"../../EVIL", "/tmp/EVIL", "a/b", ".lock", "..", "", "-o", "a b", "two\nlines", "caf\xC3\xA9"}) {
    const std::string shown = name == "two\nlines" ? "two\\nlines" : name;
    check_refused("table", name, "adds a table called '" + shown + "'" + rule);
    check_refused("picture", name, "adds a picture called '" + shown + "'" + rule);
    check_refused("metric", name, "adds a metric called '" + shown + "'" + rule);
    check_refused("column", name, "adds the table 't' with a column called '" + shown + "'" + rule);
  }
  const std::string longest(160, 'x');
  for (const char* what : {"table", "picture", "metric", "column"}) {
    CHECK(outputs(what, longest));
    CHECK(outputs(what, "pca-latent-code.explained_variance_1"));
    CHECK_FALSE(outputs(what, longest + "x"));
  }
  check_refused("no_name", "", "adds a metric without a name" + rule);
  check_refused("no_column_name", "", "adds the table 't' with a column without a name" + rule);
  check_refused("no_columns", "", "adds the table 't' without names of its columns");
  CHECK_FALSE(outputs("endless_name"));
}

TEST_CASE(
    "no output of a plugin takes the place of a file of cae-lab, or of another output, in any spelling") {
  for (const std::string name : {"losses", "Losses", "reconstructions", "RECONSTRUCTIONS"}) {
    check_refused("picture", name, "gives a picture called '" + name + "', as a file of every run is");
    check_refused("table", name, "gives a table called '" + name + "', as a file of every run is");
  }
  check_refused("case", "", "gives two tables called 'features'");
  check_refused("drawn_and_picture", "", "gives two pictures called 'same'");
}

TEST_CASE(
    "every count that a plugin gives, and every product of counts, has a limit that is looked at first") {
  check_refused("no_rows", "",
                "adds the table 't' of 0 x 18446744073709551615 numbers; the limit is 1048576 columns");
  check_refused("overflow", "",
                "adds the table 't' of 9223372036854775807 x 4 numbers, more than the limit of 268435456");
  check_refused("all_rows", "",
                "adds the table 't' of 18446744073709551615 x 1 numbers, more than the limit of 268435456");
  check_refused(
      "picture_overflow", "",
      "adds the picture 'p' of 9223372036854775807 x 4 pixels; all pictures of a call have 1 to 268435456");
  check_refused("tables", "", "adds more than 1000 tables");
  check_refused("pictures", "", "adds more than 1000 pictures");
  check_refused("metrics", "", "adds more than 10000 metrics; a table holds more");
}

TEST_CASE(
    "of a hundred thousand reports a few are kept and the others counted, and a plugin's log has an end") {
  const Result<PluginOutput> output = outputs("reports");
  REQUIRE_FALSE(output);
  CHECK(output.diagnostics().size() == 5);
  REQUIRE(output.diagnostics().back().notes.size() == 1);
  CHECK(output.diagnostics().back().notes[0].text == "99,995 more reports of this call left out");
  const Result<PluginOutput> same = outputs("same_reports");
  REQUIRE_FALSE(same);
  CHECK(same.diagnostics().size() == 1);
  CHECK(same.diagnostics()[0].notes.at(0).text == "99,999 more reports of this call left out");

  std::vector<std::string> lines;
  const auto log = [&](std::string_view, std::string_view text) { lines.emplace_back(text); };
  const auto use = use_of("outputs", {{"what", std::string("logs")}});
  PluginInstance::create(resolve_plugin(use, PluginList::analyse, {fixture_folder}).take(), 1, 0, log)
      .take()
      .analyse(nullptr, {})
      .take();
  REQUIRE(lines.size() == 1001);
  CHECK(lines.back() == "(this was line 1000; no more are shown)");
}

TEST_CASE("a plugin that finds no memory is not said to have broken a rule") {
  for (const char* what : {"no_memory", "no_memory_in_body"}) {
    const Result<PluginOutput> output = outputs(what);
    REQUIRE_FALSE(output);
    REQUIRE(output.diagnostics().size() == 1);
    CHECK(output.diagnostics()[0].code == "E643");
    CHECK(output.diagnostics()[0].message == "not enough memory for the plugin 'outputs' in analyse");
    CHECK(output.diagnostics()[0].blame == Blame::work);
  }
}

}  // namespace
}  // namespace cae
