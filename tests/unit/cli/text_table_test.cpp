#include "tools/cli/text_table.h"

#include <sstream>

#include "framework/base/utf8.h"
#include "tests/support/catch.h"
#include "tools/cli/folded.h"

using namespace cae;
using namespace cae::cli;

namespace {

TextTable three_columns() {
  TextTable table({{"run", Align::right}, {"experiment"}, {"best test", Align::right}});
  table.add({{"7"}, {"denoise with more noise"}, {"0.3259"}});
  table.add({{"12"}, {"wide"}, {"0.31"}});
  return table;
}

std::size_t widest(const std::string& text) {
  std::istringstream lines(text);
  std::size_t most = 0;
  for (std::string line; std::getline(lines, line);) most = std::max(most, columns_of(line));
  return most;
}

}  // namespace

TEST_CASE("a table that has its place is one line a row") {
  CHECK(three_columns().text("", 80) ==
        "run  experiment               best test\n"
        "---  -----------------------  ---------\n"
        "  7  denoise with more noise     0.3259\n"
        " 12  wide                          0.31\n");
  CHECK(three_columns().text("", TextTable::unlimited) == three_columns().text("", 80));
}

TEST_CASE("columns that find no place go to a line of their own, the same in every row") {
  CHECK(three_columns().text("", 36) ==
        "run  experiment\n"
        "    best test\n"
        "---  -----------------------\n"
        "    ---------\n"
        "  7  denoise with more noise\n"
        "       0.3259\n"
        " 12  wide\n"
        "         0.31\n");
}

TEST_CASE("a cell that is wider than a line is cut at blanks") {
  CHECK(three_columns().text("", 20) ==
        "run\n"
        "    experiment\n"
        "    best test\n"
        "---\n"
        "    ----------------\n"
        "    ---------\n"
        "  7\n"
        "    denoise with\n"
        "    more noise\n"
        "       0.3259\n"
        " 12\n"
        "    wide\n"
        "         0.31\n");
}

TEST_CASE("no line of a table is wider than was asked for") {
  for (std::size_t width = 12; width < 60; ++width) {
    INFO(width);
    CHECK(widest(three_columns().text("", width)) <= width);
    CHECK(widest(three_columns().text("  ", width)) <= width);
  }
}

TEST_CASE("titles that are all empty are left out, and the rule where it is not wanted") {
  TextTable untitled({{}, {}});
  untitled.add({{"sigma"}, {"number"}});
  CHECK(untitled.text("  ", 80) == "  sigma  number\n");
  TextTable bare({{"layer"}, {"output"}});
  bare.leave_out_rule();
  bare.add({{"conv1"}, {"4x4x1"}});
  CHECK(bare.text("", 80) == "layer  output\nconv1  4x4x1\n");
}

TEST_CASE("text is folded at blanks, and in the middle of a word that is longer than a line") {
  const auto lines = [](const char* text, std::size_t width) { return folded(text, width); };
  CHECK(lines("one two three", 80) == std::vector<std::string>{"one two three"});
  CHECK(lines("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(lines("one two three", 6) == std::vector<std::string>{"one", "two", "three"});
  CHECK(lines("abcdefgh ij", 3) == std::vector<std::string>{"abc", "def", "gh", "ij"});
  CHECK(lines("", 5) == std::vector<std::string>{""});
  CHECK(lines("é é é", 3) == std::vector<std::string>{"é é", "é"});
  // Two columns a letter, and a line too narrow for one.
  CHECK(lines("日本語", 4) == std::vector<std::string>{"日本", "語"});
  CHECK(lines("日本語", 1) == std::vector<std::string>{"日", "本", "語"});
}
