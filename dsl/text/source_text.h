// A text by lines: of a file, or of an argument of the command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/base/diagnostic.h"

namespace cae {

// Lines and columns count from 1, columns in bytes. A byte order mark at the beginning has no column.
struct Position {
  int line = 1;
  int column = 1;
};

class SourceText {
 public:
  // What a diagnostic shows of a text: the line of the mistake, or only the text's name (an argument).
  enum class Shown { line, name_alone };

  SourceText(std::string file, std::string text, Shown shown = Shown::line);

  const std::string& file() const { return file_; }
  const std::string& text() const { return text_; }
  std::size_t line_count() const { return line_begins_.size(); }
  // From 1, without its end; "" outside.
  std::string_view line(int number) const;
  Position position(std::size_t offset) const;
  // With the text of the line.
  Place place(int line, int column, int length) const;
  Place whole() const { return {.file = file_}; }

 private:
  std::string file_;
  std::string text_;
  std::vector<std::size_t> line_begins_;
  Shown shown_;
};

}  // namespace cae
