// The text of a model and where things stand in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/diagnostic.h"

namespace cae::dsl {

class SourceText {
 public:
  // `text` must outlive this; a byte order mark at its beginning does not count.
  SourceText(std::string_view text, std::string file);

  std::string_view text() const { return text_; }
  const std::string& file() const { return file_; }
  // The place of `token`, which points into the text. Without the text of its line.
  Place place(std::string_view token) const;
  Place place(const char* at) const { return place(std::string_view(at, 1)); }
  // The line that a place is on, without its end.
  std::string_view line(const Place& place) const;

 private:
  std::string_view text_;
  std::string file_;
  std::vector<std::size_t> line_begins_;
};

}  // namespace cae::dsl
