#include "framework/base/diagnostic.h"

#include <algorithm>
#include <utility>

#include "framework/base/utf8.h"

namespace cae {
namespace {

constexpr std::size_t longest_line = 200;

// The part of a line around the caret: the text before it, the text that it points at, and the text after it.
struct Excerpt {
  std::string before;
  std::string token;
  std::string after;
};

// One character of a line, fit to print: a tab takes one column.
std::string shown_at(std::string_view line, std::size_t at, std::size_t length) {
  return line[at] == '\t' ? " " : visible(line.substr(at, length));
}

Excerpt excerpt(std::string_view line, std::size_t column, std::size_t token_bytes) {
  std::size_t begin = 0;
  std::size_t end = line.size();
  if (line.size() > longest_line) {
    begin = column > longest_line / 2 ? std::min(column - longest_line / 2, line.size() - longest_line) : 0;
    end = begin + longest_line;
    // Never cut in the middle of a character.
    const auto continues = [&](std::size_t at) {
      return (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80;
    };
    while (begin < end && begin > 0 && continues(begin)) ++begin;
    while (end > begin && end < line.size() && continues(end)) --end;
  }
  Excerpt result;
  if (begin > 0) result.before = "...";
  for (std::size_t at = begin; at < end;) {
    const std::size_t step = std::max<std::size_t>(utf8_length(line, at), 1);
    std::string& part = at + step <= column         ? result.before
                        : at < column + token_bytes ? result.token
                                                    : result.after;
    part += shown_at(line, at, step);
    at += step;
  }
  if (column > end) result.before += ' ';  // past the end of the line: just behind it
  if (end < line.size()) result.after += "...";
  return result;
}

std::string head(const Place& place) {
  if (place.file.empty()) return "cae-lab: ";
  if (place.line == 0) return visible(place.file) + ": ";
  return visible(place.file) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
}

std::string quoted_source(const Place& place) {
  if (place.line == 0) return "";
  const auto column = static_cast<std::size_t>(std::max(place.column - 1, 0));
  const auto bytes = static_cast<std::size_t>(std::max(place.length, 1));
  const Excerpt shown = excerpt(place.source_line, column, bytes);
  const std::size_t carets = std::max<std::size_t>(columns_of(shown.token), 1);
  return "  " + shown.before + shown.token + shown.after + "\n  " +
         std::string(columns_of(shown.before), ' ') + std::string(carets, '^') + "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
  const std::string severity = diagnostic.severity == Severity::warning ? "warning" : "error";
  std::string text =
      head(diagnostic.place) + severity + "[" + diagnostic.code + "]: " + visible(diagnostic.message) + "\n";
  text += quoted_source(diagnostic.place);
  for (const Note& note : diagnostic.notes) text += head(note.place) + "note: " + visible(note.text) + "\n";
  if (!diagnostic.help.empty()) text += "help: " + visible(diagnostic.help) + "\n";
  return text;
}

std::string render(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += render(diagnostic);
  return text;
}

int exit_status(const Diagnostics& diagnostics) {
  int status = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::warning) continue;
    status = std::max(status, diagnostic.blame == Blame::input ? 2 : 1);
  }
  return status;
}

}  // namespace cae
