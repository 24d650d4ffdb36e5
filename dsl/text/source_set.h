// The texts of one model, its own and those that it includes, each with a number. They live as long as the
// set, and so do the pointers into them.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "dsl/text/source_text.h"
#include "dsl/text/span.h"

namespace cae {

class SourceSet {
 public:
  FileId add(std::string file, std::string text);

  std::size_t size() const { return texts_.size(); }
  const SourceText& operator[](FileId file) const { return texts_[file]; }
  std::string_view text(const Span& span) const;
  // The text of a place's line; "" for a place in none of these texts.
  std::string_view line(const Place& place) const;
  // Without the text of its line: one line may hold thousands of layers. quote() adds it to what is shown.
  Place place(const Span& span) const;
  // With the text of its line, where that is short enough to be kept for messages of later stages.
  Place kept_place(const Span& span) const;
  // Adds the text of the line to the places of mistakes in these texts, but not to those of their notes.
  void quote(Diagnostics& diagnostics) const;

 private:
  std::deque<SourceText> texts_;
};

}  // namespace cae
