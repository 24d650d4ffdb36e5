#include "tools/cli/text_table.h"

#include <algorithm>

#include "tools/cli/folded.h"

namespace cae::cli {
namespace {

constexpr std::size_t gap_width = 2;

// Columns `first` to `last` - 1 are side by side in lines that begin with `indent` blanks.
struct Band {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t indent = 0;
};

// As many columns in each band as find a place; all but the first band are indented.
std::vector<Band> bands_of(const std::vector<std::size_t>& widths, std::size_t room) {
  constexpr std::size_t deeper = 4;
  std::vector<Band> bands;
  for (std::size_t first = 0; first < widths.size();) {
    Band band{first, first, bands.empty() || room <= 3 * deeper ? 0 : deeper};
    std::size_t used = band.indent;
    while (band.last < widths.size()) {
      const std::size_t more = widths[band.last] + (band.last > first ? gap_width : 0);
      if (band.last > first && used + more > room) break;
      used += more;
      ++band.last;
    }
    bands.push_back(band);
    first = band.last;
  }
  return bands;
}

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

std::vector<std::size_t> TextTable::column_widths() const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = columns_of(columns_[i].title);
    for (const auto& row : rows_) width = std::max(width, columns_of(row[i].text));
    widths.push_back(width);
  }
  return widths;
}

std::string TextTable::text(const std::string& indent) const {
  return text(indent, line_width());
}

std::size_t TextTable::line_width() {
  const std::optional<int> width = terminal_width();
  return width ? static_cast<std::size_t>(*width) : unlimited;
}

std::string TextTable::text(const std::string& indent, std::size_t width) const {
  const std::size_t room =
      width == unlimited ? unlimited : std::max(width, indent.size() + 8) - indent.size();
  std::vector<std::size_t> widths = column_widths();
  const std::vector<Band> bands = bands_of(widths, room);
  for (const Band& band : bands) {
    for (std::size_t i = band.first; i < band.last; ++i) widths[i] = std::min(widths[i], room - band.indent);
  }

  std::string result;
  // One line of a band: the cells' lines number `line`.
  const auto add_line = [&](const Band& band, const std::vector<TableCell>& row,
                            const std::vector<std::vector<std::string>>& lines, std::size_t line) {
    std::string text = indent;
    std::string gap(band.indent, ' ');  // written before the next text only, so that no line ends in spaces
    for (std::size_t i = band.first; i < band.last; ++i) {
      const std::string cell = line < lines[i].size() ? lines[i][line] : "";
      const std::string pad = padding(cell, widths[i]);
      const bool right = columns_[i].align == Align::right;
      if (right) gap += pad;
      if (!cell.empty()) {
        text += gap + painted(cell, row[i].colour);
        gap.clear();
      }
      if (!right) gap += pad;
      gap.append(gap_width, ' ');
    }
    result += text + "\n";
  };
  const auto add_row = [&](const std::vector<TableCell>& row) {
    std::vector<std::vector<std::string>> lines;
    for (std::size_t i = 0; i < row.size(); ++i) lines.push_back(folded(row[i].text, widths[i]));
    for (const Band& band : bands) {
      std::size_t height = 0;
      for (std::size_t i = band.first; i < band.last; ++i) {
        if (!row[i].text.empty()) height = std::max(height, lines[i].size());
      }
      // The first band is the row's own line, whatever it holds.
      if (band.first == 0) height = std::max<std::size_t>(height, 1);
      for (std::size_t line = 0; line < height; ++line) add_line(band, row, lines, line);
    }
  };
  std::vector<TableCell> titles;
  std::vector<TableCell> rules;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    titles.push_back({columns_[i].title, TextColour::bold});
    rules.push_back({columns_[i].title.empty() ? "" : std::string(widths[i], '-'), TextColour::dim});
  }
  const bool titled =
      std::any_of(titles.begin(), titles.end(), [](const TableCell& t) { return !t.text.empty(); });
  if (titled) add_row(titles);
  if (titled && rule_) add_row(rules);
  for (const auto& row : rows_) add_row(row);
  return result;
}

}  // namespace cae::cli
