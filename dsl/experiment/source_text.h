// The text of an experiment by lines, so that every value can say where it stands.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/result.h"

namespace cae {

// Bounds of what is read; beyond them a text is refused with a diagnostic.
inline constexpr std::size_t largest_experiment_bytes = std::size_t{1} << 20;
inline constexpr std::size_t longest_line_bytes = 2000;

class SourceText {
 public:
  // A file's text. Its lines are shown in diagnostics.
  static Result<std::shared_ptr<const SourceText>> of_file(std::string file, std::string_view text);
  // A command-line argument's: places name it and show no line.
  static std::shared_ptr<const SourceText> of_argument(std::string name, std::string_view text);

  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  const std::string& text() const { return text_; }  // without byte order mark and carriage returns
  const std::string& file() const { return file_; }
  std::size_t line_count() const { return lines_.size(); }
  std::string_view line(int number) const;  // from 1; "" outside
  Place place(int line, int column, int length) const;
  Place whole() const { return {.file = file_}; }

 private:
  SourceText(std::string file, std::string_view text, bool shown);

  std::string file_;
  std::string text_;
  std::vector<std::string_view> lines_;
  bool shown_;
};

// Where a token stands; cheap to copy.
struct Spot {
  std::shared_ptr<const SourceText> source = nullptr;
  int line = 1;
  int column = 1;
  int length = 1;

  Place place() const { return source ? source->place(line, column, length) : Place{}; }
};

}  // namespace cae
