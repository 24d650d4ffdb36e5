#include "tools/cli/folded.h"

#include <algorithm>

#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

// The first bytes of `text` that take at most `width` columns; one letter at least.
std::size_t fitting(std::string_view text, std::size_t width) {
  std::size_t end = 0;
  std::size_t columns = 0;
  while (end < text.size()) {
    const std::size_t length = std::max<std::size_t>(utf8_length(text, end), 1);
    columns += columns_of(text.substr(end, length));
    if (end > 0 && columns > width) break;
    end += length;
  }
  return end;
}

}  // namespace

std::vector<std::string> folded(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (std::size_t end = fitting(text, width); end < text.size(); end = fitting(text, width)) {
    // A line may end before a blank, also one that follows right behind it.
    const std::size_t blank = text.find_last_of(' ', end);
    const std::size_t word = blank == std::string_view::npos ? blank : text.find_last_not_of(' ', blank);
    if (word != std::string_view::npos) end = word + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(text.find_first_not_of(' ', end), text.size()));
  }
  if (!text.empty() || lines.empty()) lines.emplace_back(text);
  return lines;
}

}  // namespace cae::cli
