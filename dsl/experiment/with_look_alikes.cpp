#include "dsl/experiment/with_look_alikes.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "framework/base/catalogue/experiment.h"
#include "framework/base/catalogue/look_alikes.h"
#include "framework/base/look_alikes.h"
#include "framework/base/utf8.h"

namespace cae {
namespace {

struct Find {
  LookAlike character = {};
  Place place = {};
};

// Without the comment at its end.
std::string_view content(std::string_view line) {
  for (std::size_t at = line.find('#'); at < line.size(); at = line.find('#', at + 1)) {
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  }
  return line;
}

std::vector<Find> find_in(const SourceText& source, int number) {
  constexpr std::size_t most = 4;
  const std::string_view line = content(source.line(number));
  std::vector<Find> all;
  for (std::size_t at = 0; at < line.size() && all.size() < most;) {
    const std::size_t length = std::max<std::size_t>(utf8_length(line, at), 1);
    const auto character = length > 1 ? look_alike(utf8_code(line.substr(at, length))) : std::nullopt;
    if (character) {
      all.push_back({*character, source.place(number, static_cast<int>(at) + 1, static_cast<int>(length))});
    }
    at += length;
  }
  return all;
}

// yaml-cpp reports an error only after the line that it misread.
std::vector<Find> find_above(const SourceText& source, int line) {
  std::vector<Find> all;
  while (all.empty() && --line > 0) all = find_in(source, line);
  return all;
}

// Between letters a typographic quote or dash may be intended; an invisible character, or one that a value
// begins with, is not.
bool is_the_mistake(const Find& found, const Place& mistake) {
  const int offset = found.place.column - mistake.column;
  const bool inside = found.place.line == mistake.line && offset >= 0 && offset < std::max(mistake.length, 1);
  return inside && (found.character.unseen || offset == 0);
}

Diagnostic noted(Diagnostic mistake, const std::vector<Find>& all) {
  for (const Find& found : all) {
    mistake.notes.push_back(
        {.place = found.place,
         .text = catalogue::look_alike_text(found.character.name, found.character.instead)});
  }
  return mistake;
}

}  // namespace

Diagnostics with_look_alikes(const Diagnostics& mistakes, const SourceText& source) {
  Diagnostics explained;
  for (const Diagnostic& mistake : mistakes) {
    const bool here = mistake.place.line > 0 && mistake.place.file == source.file();
    const bool broken = here && mistake.code == catalogue::broken_yaml({}, catalogue::YamlFault::other).code;
    std::vector<Find> all;
    if (here) all = find_in(source, mistake.place.line);
    if (broken && all.empty()) all = find_above(source, mistake.place.line);
    const auto cause = std::find_if(all.begin(), all.end(), [&](const Find& found) {
      return broken || is_the_mistake(found, mistake.place);
    });
    if (cause == all.end()) {
      explained.push_back(noted(mistake, all));
      continue;
    }
    const bool same_again = !explained.empty() && explained.back().place.line == cause->place.line &&
                            explained.back().place.column == cause->place.column;
    if (!same_again) {
      explained.push_back(
          catalogue::look_alike_found(cause->place, cause->character.name, cause->character.instead));
    }
    explained.back().notes.push_back({.place = mistake.place, .text = mistake.message});
    all.erase(cause);
    if (!same_again) explained.back() = noted(std::move(explained.back()), all);
  }
  return explained;
}

}  // namespace cae
