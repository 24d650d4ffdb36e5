// A table in aligned columns of text.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/terminal.h"

namespace cae::cli {

enum class Align { left, right };

struct TableCell {
  std::string text = {};
  Colour colour = Colour::none;
};

class TextTable {
 public:
  struct Column {
    std::string title = {};
    Align align = Align::left;
  };
  explicit TextTable(std::vector<Column> columns);

  // As many cells as there are columns.
  void add(std::vector<TableCell> row);
  // Titles, a rule under them, then the rows; two spaces between columns, none at the ends of lines.
  std::string text(const std::string& indent = "") const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<TableCell>> rows_;
};

}  // namespace cae::cli
