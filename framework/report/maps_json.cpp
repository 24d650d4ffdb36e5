#include "framework/report/maps_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "framework/base/utf8.h"
#include "framework/report/json_numbers.h"
#include "framework/report/page_budget.h"

namespace cae {
namespace {

using nlohmann::json;

double variance_of(const Table& table, std::size_t column) {
  double sum = 0.0, squares = 0.0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double value = table.values[row * table.columns.size() + column];
    sum += value;
    squares += value * value;
  }
  const double mean = sum / static_cast<double>(table.rows());
  return squares / static_cast<double>(table.rows()) - mean * mean;
}

// In their order.
std::vector<std::size_t> shown_columns(const Table& table) {
  std::vector<std::size_t> columns(table.columns.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  const auto most = static_cast<std::size_t>(page_budget::columns);
  if (columns.size() <= most) return columns;
  std::vector<double> variances;
  for (const std::size_t column : columns) variances.push_back(variance_of(table, column));
  std::stable_sort(columns.begin(), columns.end(),
                   [&](std::size_t a, std::size_t b) { return variances[a] > variances[b]; });
  columns.resize(most);
  std::sort(columns.begin(), columns.end());
  return columns;
}

// "PC" of "PC1"; "" of a name without a number.
std::string_view axis_kind(std::string_view column) {
  const std::size_t end = column.find_last_not_of("0123456789");
  return end == std::string_view::npos || end + 1 == column.size() ? "" : column.substr(0, end + 1);
}

}  // namespace

bool is_map(const Table& table) {
  if (table.columns.size() < 2) return false;
  const std::string_view kind = axis_kind(table.columns[0]);
  return !kind.empty() && kind == axis_kind(table.columns[1]);
}

json map_json(const std::string& title, const RecordedTable& recorded, std::int64_t points) {
  const Table& table = recorded.table;
  const std::vector<std::uint32_t> rows = evenly(table.rows(), static_cast<std::size_t>(points));
  json map = {{"title", visible(title)},
              {"analysis", visible(recorded.analysis)},
              {"images", to_string(recorded.from)},
              {"all_columns", table.columns.size()},
              {"rows", table.rows()},
              {"columns", json::array()},
              {"values", json::array()},
              {"samples", json::array()},
              {"labels", json::array()}};
  for (const std::size_t column : shown_columns(table)) {
    map["columns"].push_back(visible(table.columns[column]));
    json values = json::array();
    for (const std::uint32_t row : rows)
      values.push_back(rounded(table.values[row * table.columns.size() + column], 4));
    map["values"].push_back(std::move(values));
  }
  for (const std::uint32_t row : rows) {
    if (!table.samples.empty()) map["samples"].push_back(table.samples[row]);
    if (!table.labels.empty()) map["labels"].push_back(table.labels[row]);
  }
  return map;
}

RecordedTable code_table(const SeenImages& seen, ImageSet from, const std::string& layer) {
  RecordedTable table{.analysis = "", .from = from};
  for (std::int64_t i = 1; i <= seen.numbers; ++i)
    table.table.columns.push_back(layer + "_" + std::to_string(i));
  table.table.values.assign(seen.codes.begin(), seen.codes.end());
  table.table.samples.assign(seen.samples.begin(), seen.samples.end());
  table.table.labels = seen.labels;
  return table;
}

}  // namespace cae
