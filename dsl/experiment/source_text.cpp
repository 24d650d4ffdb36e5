#include "dsl/experiment/source_text.h"

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
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
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

SourceText::SourceText(std::string file, std::string_view text, bool shown)
    : file_(std::move(file)), text_(plain_text(text)), shown_(shown) {
  const std::string_view all = text_;
  for (std::size_t begin = 0; begin <= all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    lines_.push_back(all.substr(begin, end - begin));
    begin = end + 1;
  }
}

Result<std::shared_ptr<const SourceText>> SourceText::of_file(std::string file, std::string_view text) {
  if (text.size() > largest_experiment_bytes) {
    return catalogue::experiment_too_large({.file = file}, text.size(), largest_experiment_bytes);
  }
  const std::shared_ptr<const SourceText> source(new SourceText(std::move(file), text, true));
  for (std::size_t i = 0; i < source->lines_.size(); ++i) {
    const std::string_view line = source->lines_[i];
    const int number = static_cast<int>(i) + 1;
    if (const auto at = forbidden_byte(line)) {
      return catalogue::not_text(source->place(number, static_cast<int>(*at) + 1, 1),
                                 static_cast<unsigned char>(line[*at]));
    }
    if (line.size() > longest_line_bytes) {
      return catalogue::line_too_long(source->place(number, static_cast<int>(longest_line_bytes) + 1, 1),
                                      line.size(), longest_line_bytes);
    }
    if (const auto tab = indenting_tab(line)) {
      return catalogue::tab_indents(source->place(number, static_cast<int>(*tab) + 1, 1));
    }
  }
  return source;
}

std::shared_ptr<const SourceText> SourceText::of_argument(std::string name, std::string_view text) {
  return std::shared_ptr<const SourceText>(new SourceText(std::move(name), text, false));
}

std::string_view SourceText::line(int number) const {
  const auto index = static_cast<std::size_t>(number - 1);
  return number >= 1 && index < lines_.size() ? lines_[index] : std::string_view();
}

Place SourceText::place(int line, int column, int length) const {
  if (!shown_) return whole();
  return {.file = file_,
          .line = line,
          .column = column,
          .length = length,
          .source_line = std::string(this->line(line))};
}

}  // namespace cae
