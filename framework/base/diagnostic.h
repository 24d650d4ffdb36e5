// What a user is told when something is wrong: a value with a place, a text and advice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cae {

// A place in a file. Lines and columns count from 1, columns in bytes; line 0 means the file as a whole, an
// empty file name means that the error is not in a file (but in a command-line argument, say).
struct Place {
  std::string file = {};
  int line = 0;
  int column = 0;
  int length = 1;                // bytes under the caret
  std::string source_line = {};  // text of that line, without its end; empty if unknown
};

// A second place that explains the first ("pool2 gives 5x5x112 here").
struct Note {
  Place place = {};
  std::string text = {};
};

// Who must act: `input` (the text, file or call is wrong, exit status 2) or `work` (it failed, exit status
// 1).
enum class Blame { input, work };

// An error ends the command; a warning is printed and recorded, and training continues.
enum class Severity { error, warning };

// One mistake. Made only by the functions of the catalogue (framework/base/catalogue/), which hold all
// wording.
struct Diagnostic {
  std::string code = {};  // "E101", "W801"; the list is docs/errors.md
  Place place = {};
  std::string message = {};  // what is wrong, one line, no final full stop
  std::string help = {};     // what to do, or what is allowed
  std::vector<Note> notes = {};
  Blame blame = Blame::input;
  Severity severity = Severity::error;
};

using Diagnostics = std::vector<Diagnostic>;

// FILE:LINE:COL: error[CODE] (or warning[CODE]): message, the source line, a caret line, then notes and help.
// All texts are made visible here (base/utf8.h), so no catalogue function has to; a tab of the source line is
// one space, and a line of more than 200 bytes is cut around the caret, which is always under its token.
std::string render(const Diagnostic& diagnostic);
std::string render(const Diagnostics& diagnostics);

// 0 for none but warnings, 2 if any error blames the input, else 1.
int exit_status(const Diagnostics& diagnostics);

}  // namespace cae
