#include "framework/base/diagnostic.h"

#include "framework/base/nearest_name.h"
#include "framework/base/result.h"
#include "tests/support/catch.h"

using namespace cae;

namespace {

Diagnostic at(int column, int length, const std::string& line) {
  return {.code = "E101",
          .place = {.file = "m.cae", .line = 3, .column = column, .length = length, .source_line = line},
          .message = "wrong",
          .help = "do this"};
}

}  // namespace

TEST_CASE("A diagnostic shows its place, the line, the caret and the help") {
  CHECK(render(at(3, 4, "  conf 3x3")) ==
        "m.cae:3:3: error[E101]: wrong\n    conf 3x3\n    ^^^^\nhelp: do this\n");
}

TEST_CASE("Notes come between the caret and the help") {
  Diagnostic diagnostic = at(1, 1, "conv");
  diagnostic.notes = {{.place = {.file = "m.cae", .line = 1, .column = 2}, .text = "because"}};
  CHECK(render(diagnostic) ==
        "m.cae:3:1: error[E101]: wrong\n  conv\n  ^\nm.cae:1:2: note: because\nhelp: do this\n");
}

TEST_CASE("A diagnostic of a whole file, and of none, has no line") {
  CHECK(render(Diagnostic{.code = "E904", .place = {.file = "f"}, .message = "no"}) ==
        "f: error[E904]: no\n");
  CHECK(render(Diagnostic{.code = "E901", .message = "no"}) == "cae-lab: error[E901]: no\n");
}

TEST_CASE("The caret is under its token after tabs, UTF-8 and invalid bytes") {
  CHECK(render(at(2, 4, "\tconf")).find("\n   conf\n   ^^^^\n") != std::string::npos);
  CHECK(render(at(4, 1, "\xC3\xA9 x")).find("\n  \xC3\xA9 x\n    ^\n") != std::string::npos);
  CHECK(render(at(3, 1, "\xFF\x01x")).find("\n  \\xff\\x01x\n          ^\n") != std::string::npos);
  CHECK(render(at(3, 1, std::string("a\0x", 3))).find("\n  a\\x00x\n       ^\n") != std::string::npos);
  CHECK(render(at(8, 7, "日本 é日é x")).find("\n  日本 é日é x\n       ^^^^\n") != std::string::npos);
}

TEST_CASE("A diagnostic shows every text as it is, with control characters escaped") {
  const Diagnostic diagnostic{.code = "E1",
                              .place = {.file = "mü\x1b[2J.cae"},
                              .message = "no 'ü\n\x1b]0;x\x07'",
                              .help = "see \u202Eü",
                              .notes = {{.place = {.file = "b\n"}, .text = "\xFFü"}}};
  CHECK(render(diagnostic) ==
        "mü\\x1b[2J.cae: error[E1]: no 'ü\\n\\x1b]0;x\\x07'\nb\\n: note: \\xffü\nhelp: see \\u202eü\n");
}

TEST_CASE("A caret just behind the line's end, and one of too great a length, keep to the line") {
  CHECK(render(at(5, 1, "conv")).find("\n  conv\n      ^\n") != std::string::npos);
  CHECK(render(at(3, 99, "conv")).find("\n  conv\n    ^^\n") != std::string::npos);
  CHECK(render(at(0, 0, "conv")).find("\n  conv\n  ^\n") != std::string::npos);
}

TEST_CASE("A long line is cut round the caret") {
  const std::string line = std::string(5000, 'a') + "X" + std::string(5000, 'b');
  const std::string text = render(at(5001, 1, line));
  CHECK(text.size() < 600);
  const std::size_t source = text.find('\n') + 1;
  const std::size_t carets = text.find('\n', source) + 1;
  CHECK(text.find('X', source) - source == text.find('^', carets) - carets);
  CHECK(render(at(10000, 1, line)).size() < 600);
  std::string umlauts = "a";
  while (umlauts.size() < 1000) umlauts += "ü";
  for (int column = 1; column < 1000; column += 7)
    CHECK(render(at(column, 1, umlauts)).find("\\x") == std::string::npos);
}

TEST_CASE("The exit status is 2 where any input is to blame") {
  const Diagnostic input{.code = "E1", .blame = Blame::input};
  const Diagnostic work{.code = "E8", .blame = Blame::work};
  CHECK(exit_status({}) == 0);
  CHECK(exit_status({work}) == 1);
  CHECK(exit_status({work, input}) == 2);
}

TEST_CASE("A warning says so and leaves the exit status as it is") {
  const Diagnostic warning{.code = "W8", .message = "odd", .severity = Severity::warning};
  CHECK(render(warning) == "cae-lab: warning[W8]: odd\n");
  CHECK(exit_status({warning}) == 0);
  CHECK(exit_status({warning, {.code = "E8", .blame = Blame::work}}) == 1);
}

TEST_CASE("The nearest name is near enough to be meant, or none") {
  const std::vector<std::string> names = {"conv", "deconv", "dense", "dropout"};
  CHECK(nearest_name("conf", names) == "conv");
  CHECK(nearest_name("decon", names) == "deconv");
  CHECK(nearest_name("droput", names) == "dropout");
  CHECK(nearest_name("DropOut", names) == "dropout");
  CHECK(nearest_name("conv2d_transpose", names) == "conv");
  CHECK(nearest_name("transformer", names) == "");
  CHECK(nearest_name("", names) == "");
  CHECK(nearest_name(std::string(100000, 'c'), names) == "");
}

TEST_CASE("The nearest name is never the word itself, which was rejected") {
  CHECK(nearest_name("conv", {"conv"}) == "");
  CHECK(nearest_name("conv", {"conv", "conv1"}) == "conv1");
  CHECK(nearest_name("Conv", {"Conv", "conv"}) == "conv");
}

TEST_CASE("A result without a value becomes a failure that says why") {
  const auto refuse = [] { return Result<int>(Diagnostic{.code = "E1", .message = "refused"}); };
  CHECK_FALSE(refuse());
  CHECK_THROWS_AS(refuse().take(), Failure);
  CHECK_THROWS_WITH(refuse().take(), "cae-lab: error[E1]: refused\n");
  CHECK(Result<int>(4).take() == 4);
}
