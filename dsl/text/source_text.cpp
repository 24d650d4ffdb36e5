#include "dsl/text/source_text.h"

#include <algorithm>
#include <utility>

namespace cae {

SourceText::SourceText(std::string file, std::string text, Shown shown)
    : file_(std::move(file)), text_(std::move(text)), shown_(shown) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  line_begins_.push_back(text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_begins_.push_back(at + 1);
  }
}

std::string_view SourceText::line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > line_begins_.size()) return {};
  const auto index = static_cast<std::size_t>(number);
  const std::size_t begin = line_begins_[index - 1];
  const std::size_t end = index < line_begins_.size() ? line_begins_[index] - 1 : text_.size();
  std::string_view line = std::string_view(text_).substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Position SourceText::position(std::size_t offset) const {
  const auto next = std::upper_bound(line_begins_.begin() + 1, line_begins_.end(), offset);
  const std::size_t begin = *(next - 1);
  return {.line = static_cast<int>(next - line_begins_.begin()),
          .column = static_cast<int>(std::max(offset, begin) - begin) + 1};
}

Place SourceText::place(int line, int column, int length) const {
  if (shown_ == Shown::name_alone) return whole();
  return {.file = file_,
          .line = line,
          .column = column,
          .length = length,
          .source_line = std::string(this->line(line))};
}

}  // namespace cae
