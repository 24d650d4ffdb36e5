#include "tools/cli/csv_output.h"

#include "framework/base/exact_text.h"
#include "framework/base/visible_text.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

std::string csv_field(const Cell& cell) {
  if (!std::holds_alternative<std::string>(cell)) return cell_text(cell, "");
  const std::string text = visible_lines(std::get<std::string>(cell));
  if (!text.empty() && text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + "\"";
}

void print_row(const std::vector<Cell>& row) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "," : "") + csv_field(row[i]);
  print(line + "\n");
}

}  // namespace

std::string cell_text(const Cell& cell, const std::string& null) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&cell)) return exact_text(*real);
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return null;
}

void print_csv(const Rows& rows) {
  print_row({rows.columns.begin(), rows.columns.end()});
  for (const std::vector<Cell>& row : rows.rows) print_row(row);
}

}  // namespace cae::cli
