// What a user reads when a file is wrong, word by word. A case is a file of this folder and a text of the
// same name:
//   NAME.cae    `cae-lab summary NAME.cae` must say NAME.expect
//   NAME.yaml   `cae-lab check NAME.yaml` must say NAME.expect
// NAME.expect is the exact standard error and then a line with the exit status. A first line `# with:
// ARGUMENTS` in the file adds arguments to the command, `# verb: VERB` calls another one. So a new case needs
// no C++. CAE_ACCEPT=1 writes the texts that are missing; read every one.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string verb_for(const fs::path& file) {
  if (file.extension() == ".cae") return "summary";
  return file.extension() == ".yaml" ? "check" : "";
}

// What follows `mark` on the first line, or "".
std::string first_line_after(const std::string& mark, const std::string& text) {
  return text.compare(0, mark.size(), mark) == 0 ? text.substr(mark.size(), text.find('\n') - mark.size())
                                                 : "";
}

// Standard error and the exit status, as .expect holds them.
std::string answer(const fs::path& file) {
  static const fs::path errors = fs::temp_directory_path() / ("cae-diagnostics-" + std::to_string(getpid()));
  const char* program = std::getenv("CAE_LAB");
  const std::string text_of_case = content(file);
  const std::string other_verb = first_line_after("# verb:", text_of_case);
  const std::string command =
      std::string("cd '") + CAE_CASES + "' && '" + (program == nullptr ? CAE_LAB : program) + "' " +
      (other_verb.empty() ? verb_for(file) : other_verb) + " " + file.filename().string() +
      first_line_after("# with:", text_of_case) + " >/dev/null 2>'" + errors.string() + "'";
  const int status = std::system(command.c_str());
  std::string text = content(errors);
  fs::remove(errors);
  if (!text.empty() && text.back() != '\n') text += "<no end of line>\n";
  return text + "exit status " + std::to_string(WIFEXITED(status) ? WEXITSTATUS(status) : -1) + "\n";
}

std::vector<fs::path> cases() {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(CAE_CASES)) {
    if (!verb_for(entry.path()).empty()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST_CASE("every broken file is answered with the exact text beside it") {
  const bool accept = std::getenv("CAE_ACCEPT") != nullptr;
  std::size_t count = 0;
  for (const fs::path& file : cases()) {
    INFO(file.filename().string());
    const fs::path expected = fs::path(file).replace_extension(".expect");
    const std::string actual = answer(file);
    if (accept && !fs::exists(expected)) std::ofstream(expected, std::ios::binary) << actual;
    CHECK(actual == content(expected));
    ++count;
  }
  CHECK(count >= 50);
}

}  // namespace
