#include "framework/base/shell_word.h"

#include <sys/wait.h>

#include <cstdio>

#include "tests/support/catch.h"

using namespace cae;

namespace {

// What bash makes of the word.
std::string read_by_bash(const std::string& word, const std::string& locale) {
  const std::string command =
      "LC_ALL=" + locale + " bash -c \"$(cat <<'END'\nprintf %s " + word + "\nEND\n)\"";
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) text += static_cast<char>(c);
  REQUIRE(pclose(pipe) == 0);
  return text;
}

}  // namespace

TEST_CASE("A word of a command is read by a shell as it was given") {
  CHECK(shell_word("runs/a-1.yaml") == "runs/a-1.yaml");
  CHECK(shell_word("") == "''");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("größe") == "'größe'");
  CHECK(shell_word("a\x1b[2J\n") == "$'a\\x1b[2J\\n'");
  for (const char* word :
       {"it's", "a b", "$HOME `id` \\ \"", "größe", "a\x1b[2J\nb'\\", "\u202Ea\u200B", "\xFF!", "*"})
    for (const char* locale : {"C.UTF-8", "C"}) CHECK(read_by_bash(shell_word(word), locale) == word);
}

TEST_CASE("A command is its words with a blank between two") {
  CHECK(shell_command({"cae-lab", "run", "my e.yaml", "--store", "it's", ""}) ==
        "cae-lab run 'my e.yaml' --store 'it'\\''s' ''");
}
