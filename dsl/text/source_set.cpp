#include "dsl/text/source_set.h"

#include <algorithm>
#include <utility>

namespace cae {
namespace {

constexpr std::size_t longest_kept_line = 4096;

// One caret per character; bytes after its first begin with the bits 10.
int character_count(std::string_view text) {
  return static_cast<int>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

FileId SourceSet::add(std::string file, std::string text) {
  texts_.emplace_back(std::move(file), std::move(text));
  return static_cast<FileId>(texts_.size()) - 1;
}

std::string_view SourceSet::text(const Span& span) const {
  return std::string_view(texts_[span.file].text()).substr(span.begin, span.end - span.begin);
}

Place SourceSet::place(const Span& span) const {
  const SourceText& source = texts_[span.file];
  const Position position = source.position(span.begin);
  return {.file = source.file(),
          .line = position.line,
          .column = position.column,
          .length = std::max(character_count(text(span)), 1)};
}

Place SourceSet::kept_place(const Span& span) const {
  Place place = this->place(span);
  const std::string_view line = texts_[span.file].line(place.line);
  if (line.size() <= longest_kept_line) place.source_line = line;
  return place;
}

std::string_view SourceSet::line(const Place& place) const {
  const auto source = std::find_if(texts_.begin(), texts_.end(),
                                   [&](const SourceText& text) { return text.file() == place.file; });
  return source == texts_.end() ? std::string_view() : source->line(place.line);
}

void SourceSet::quote(Diagnostics& diagnostics) const {
  for (Diagnostic& diagnostic : diagnostics) {
    if (const std::string_view text = line(diagnostic.place); !text.empty())
      diagnostic.place.source_line = text;
  }
}

}  // namespace cae
