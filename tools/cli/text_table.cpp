#include "tools/cli/text_table.h"

#include <algorithm>

namespace cae::cli {
namespace {

std::string padding(const std::string& text, std::size_t width) {
  const std::size_t columns = columns_of(text);
  return std::string(width > columns ? width - columns : 0, ' ');
}

}  // namespace

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {
  for (Column& column : columns_) column.title = visible(column.title);
}

void TextTable::add(std::vector<TableCell> row) {
  for (TableCell& cell : row) cell.text = visible(cell.text);
  rows_.push_back(std::move(row));
}

std::string TextTable::text(const std::string& indent) const {
  std::vector<TableCell> titles;
  std::vector<TableCell> rules;
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = columns_of(columns_[i].title);
    for (const auto& row : rows_) width = std::max(width, columns_of(row[i].text));
    widths.push_back(width);
    titles.push_back({columns_[i].title, Colour::bold});
    rules.push_back({columns_[i].title.empty() ? "" : std::string(width, '-'), Colour::dim});
  }
  std::string result;
  const auto add_line = [&](const std::vector<TableCell>& row) {
    std::string line = indent;
    std::string gap;  // written before the next text only, so that no line ends in spaces
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string pad = padding(row[i].text, widths[i]);
      const bool right = columns_[i].align == Align::right;
      if (right) gap += pad;
      if (!row[i].text.empty()) {
        line += gap + painted(row[i].text, row[i].colour);
        gap.clear();
      }
      if (!right) gap += pad;
      gap += "  ";
    }
    result += line + "\n";
  };
  add_line(titles);
  add_line(rules);
  for (const auto& row : rows_) add_line(row);
  return result;
}

}  // namespace cae::cli
