#include "dsl/experiment/yaml_text.h"

#include <algorithm>
#include <optional>

#include "framework/base/catalogue/experiment.h"
#include "framework/base/utf8.h"

namespace cae {
namespace {

// Without a byte order mark, and without the carriage returns of DOS line ends.
std::string plain_text(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] == '\n')) continue;
    clean += text[i];
  }
  return clean;
}

// The first byte that is a control character or not UTF-8.
std::optional<std::size_t> forbidden_byte(std::string_view line) {
  for (std::size_t i = 0; i < line.size();) {
    const auto byte = static_cast<unsigned char>(line[i]);
    const std::size_t length = utf8_length(line, i);
    if (length == 0 || (byte < 0x20 && byte != '\t') || byte == 0x7F) return i;
    i += length;
  }
  return std::nullopt;
}

// The first tab among the blanks that a line with content begins with.
std::optional<std::size_t> indenting_tab(std::string_view line) {
  const std::size_t content = line.find_first_not_of(" \t");
  if (content == std::string_view::npos || line[content] == '#') return std::nullopt;
  const std::size_t tab = line.find('\t');
  return tab < content ? std::optional(tab) : std::nullopt;
}

}  // namespace

Result<std::shared_ptr<const SourceText>> yaml_text(std::string file, std::string_view text) {
  if (text.size() > largest_experiment_bytes) {
    return catalogue::experiment_too_large({.file = file}, text.size(), largest_experiment_bytes);
  }
  const auto source = std::make_shared<const SourceText>(std::move(file), plain_text(text));
  for (int number = 1; number <= static_cast<int>(source->line_count()); ++number) {
    const std::string_view line = source->line(number);
    const auto place = [&](std::size_t at) { return source->place(number, static_cast<int>(at) + 1, 1); };
    if (const auto at = forbidden_byte(line)) {
      return catalogue::not_text(place(*at), static_cast<unsigned char>(line[*at]));
    }
    if (line.size() > longest_line_bytes) {
      return catalogue::line_too_long(place(longest_line_bytes), line.size(), longest_line_bytes);
    }
    if (const auto tab = indenting_tab(line)) return catalogue::tab_indents(place(*tab));
  }
  return source;
}

}  // namespace cae
