#include "dsl/model/source_text.h"

#include <algorithm>
#include <utility>

namespace cae::dsl {

SourceText::SourceText(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  line_begins_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string_view::npos; at = text_.find('\n', at + 1)) {
    line_begins_.push_back(at + 1);
  }
}

Place SourceText::place(std::string_view token) const {
  const auto offset = static_cast<std::size_t>(token.data() - text_.data());
  // A caret a character, whose bytes after the first begin with the bits 10.
  const auto characters = std::count_if(
      token.begin(), token.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return {.file = file_,
          .line = static_cast<int>(next - line_begins_.begin()),
          .column = static_cast<int>(offset - *(next - 1)) + 1,
          .length = std::max(static_cast<int>(characters), 1)};
}

std::string_view SourceText::line(const Place& place) const {
  if (place.line < 1 || static_cast<std::size_t>(place.line) > line_begins_.size()) return {};
  // Without looking for its end: one line may hold thousands of layers, which all ask for it.
  const auto number = static_cast<std::size_t>(place.line);
  const std::size_t begin = line_begins_[number - 1];
  const std::size_t end = number < line_begins_.size() ? line_begins_[number] - 1 : text_.size();
  std::string_view line = text_.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace cae::dsl
