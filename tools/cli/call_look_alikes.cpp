#include "tools/cli/call_look_alikes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "framework/base/catalogue/look_alikes.h"
#include "framework/base/look_alikes.h"
#include "framework/base/utf8.h"

namespace cae::cli {
namespace {

std::string text_of_the_call(const Diagnostic& mistake) {
  const bool a_file_was_read =
      mistake.place.line > 0 && !mistake.place.file.starts_with("--") && mistake.place.file != "SQL";
  return a_file_was_read ? "" : mistake.place.file + mistake.message + mistake.place.source_line;
}

std::vector<std::string> notes_on(std::string_view text) {
  constexpr std::size_t most = 4;
  std::vector<std::string> notes;
  for (std::size_t at = 0; at < text.size() && notes.size() < most;) {
    const std::size_t length = std::max<std::size_t>(utf8_length(text, at), 1);
    if (const auto character = length > 1 ? look_alike(utf8_code(text.substr(at, length))) : std::nullopt) {
      const std::string note = catalogue::look_alike_text(character->name, character->instead);
      if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
    }
    at += length;
  }
  return notes;
}

}  // namespace

Diagnostic with_call_look_alikes(Diagnostic mistake) {
  for (const std::string& note : notes_on(text_of_the_call(mistake)))
    mistake.notes.push_back({.place = {}, .text = note});
  return mistake;
}

}  // namespace cae::cli
