// docs/errors.md lists the codes of the catalogue: each once, and none that was removed.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/catch.h"

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::set<std::string> codes_of_the_catalogue() {
  std::set<std::string> codes;
  const std::regex quoted("\"([EW][0-9]{3})\"");
  for (const fs::directory_entry& file : fs::directory_iterator(CAE_SOURCE_DIR "/framework/base/catalogue")) {
    const std::string text = text_of(file.path());
    for (std::sregex_iterator found(text.begin(), text.end(), quoted), end; found != end; ++found) {
      codes.insert((*found)[1]);
    }
  }
  return codes;
}

// How often each code begins a row of a table.
std::map<std::string, int> rows_of_the_page() {
  std::map<std::string, int> rows;
  const std::regex row("(^|\n)\\| ([EW][0-9]{3}) \\|");
  const std::string text = text_of(CAE_SOURCE_DIR "/docs/errors.md");
  for (std::sregex_iterator found(text.begin(), text.end(), row), end; found != end; ++found)
    ++rows[(*found)[2]];
  return rows;
}

}  // namespace

TEST_CASE("docs/errors.md lists each code of the catalogue once") {
  const std::set<std::string> codes = codes_of_the_catalogue();
  REQUIRE(codes.size() > 100);
  const std::map<std::string, int> rows = rows_of_the_page();
  for (const std::string& code : codes) {
    INFO(code);
    const auto row = rows.find(code);
    CHECK(row != rows.end());
    if (row != rows.end()) CHECK(row->second == 1);
  }
  for (const auto& [code, count] : rows) {
    INFO(code << " is in docs/errors.md, but not in the catalogue");
    CHECK(codes.count(code) == 1);
  }
}
