#include "framework/base/diagnostic.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cae {
namespace {

constexpr std::size_t longest_line = 200;

struct Excerpt {
  std::string text;
  std::size_t caret = 0;
};

// Length of the well-formed UTF-8 sequence at `at`, or 0.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return 0;
  }
  return length;
}

// The part of the line round the caret, safe to print; each character counts as one column.
Excerpt excerpt(std::string_view line, std::size_t column) {
  std::size_t begin = 0;
  std::size_t end = line.size();
  if (line.size() > longest_line) {
    begin = column > longest_line / 2 ? std::min(column - longest_line / 2, line.size() - longest_line) : 0;
    end = begin + longest_line;
  }
  Excerpt result;
  if (begin > 0) result.text = "...";
  result.caret = result.text.size();
  for (std::size_t at = begin; at < end;) {
    const std::size_t length = utf8_length(line, at);
    const auto byte = static_cast<unsigned char>(line[at]);
    if (byte == '\t') {
      result.text += ' ';
    } else if (length == 0 || byte < 0x20 || byte == 0x7F) {
      result.text += '?';
    } else {
      result.text += line.substr(at, length);
    }
    const std::size_t step = std::max<std::size_t>(length, 1);
    if (at + step <= column) ++result.caret;
    at += step;
  }
  if (column > end) ++result.caret;  // past the end of the line: just behind it
  if (end < line.size()) result.text += "...";
  return result;
}

std::string head(const Place& place) {
  if (place.file.empty()) return "cae-lab: ";
  if (place.line == 0) return place.file + ": ";
  return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
}

std::string quoted_source(const Place& place) {
  if (place.line == 0) return "";
  const auto column = static_cast<std::size_t>(std::max(place.column - 1, 0));
  const Excerpt shown = excerpt(place.source_line, column);
  const auto room = shown.text.size() > shown.caret ? shown.text.size() - shown.caret : 1;
  const auto carets = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(place.length, 1)), 1, room);
  return "  " + shown.text + "\n  " + std::string(shown.caret, ' ') + std::string(carets, '^') + "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
  const std::string severity = diagnostic.severity == Severity::warning ? "warning" : "error";
  std::string text =
      head(diagnostic.place) + severity + "[" + diagnostic.code + "]: " + diagnostic.message + "\n";
  text += quoted_source(diagnostic.place);
  for (const Note& note : diagnostic.notes) text += head(note.place) + "note: " + note.text + "\n";
  if (!diagnostic.help.empty()) text += "help: " + diagnostic.help + "\n";
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

namespace {

// Insertions, deletions, substitutions and swaps of two neighbours each cost one (optimal string alignment),
// so "widht" is one from "width".
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > 64) return "";
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace cae
