// A table in aligned columns of text.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "tools/cli/terminal.h"

namespace cae::cli {

enum class Align { left, right };

struct TableCell {
  std::string text = {};
  TextColour colour = TextColour::none;
};

class TextTable {
 public:
  static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
  // Of lines that stay: as wide as a terminal, `unlimited` elsewhere.
  static std::size_t line_width();

  struct Column {
    std::string title = {};
    Align align = Align::left;
  };
  explicit TextTable(std::vector<Column> columns);

  // As many cells as there are columns.
  void add(std::vector<TableCell> row);
  // No rule under the titles.
  void leave_out_rule() { rule_ = false; }

  // Titles, a rule under them, then the rows; two spaces between columns, none at the ends of lines. Titles
  // that are all empty are left out.
  // In a terminal, no line is wider than it: columns that find no place go to further lines of their row,
  // indented, the same ones in every row; a cell that is wider than a line is cut into lines.
  std::string text(const std::string& indent = "") const;
  // The same with lines of at most `width` columns.
  std::string text(const std::string& indent, std::size_t width) const;

 private:
  std::vector<std::size_t> column_widths() const;

  std::vector<Column> columns_;
  std::vector<std::vector<TableCell>> rows_;
  bool rule_ = true;
};

}  // namespace cae::cli
