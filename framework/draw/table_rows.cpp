#include "framework/draw/table_rows.h"

#include <algorithm>
#include <map>

#include "framework/draw/short_names.h"

namespace cae {
namespace {

constexpr std::size_t longest_class_name = 24;  // characters that leave a plot its room

std::string class_name(std::int64_t label, const TableCaption& caption) {
  const bool named = label >= 0 && static_cast<std::size_t>(label) < caption.classes.size();
  return named ? caption.classes[static_cast<std::size_t>(label)] : "class " + std::to_string(label);
}

}  // namespace

bool has_labels(const Table& table) {
  return !table.labels.empty() && table.labels.size() == table.rows();
}

std::string axis_name(const Table& table, std::size_t column, const TableCaption& caption) {
  if (column < caption.axes.size() && !caption.axes[column].empty()) return caption.axes[column];
  std::string name = table.columns[column];
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::vector<ClassRows> rows_by_class(const Table& table, const TableCaption& caption, std::size_t most) {
  const std::size_t rows = table.rows();
  const std::size_t step = rows <= most ? 1 : (rows + most - 1) / most;
  const bool labelled = has_labels(table);
  std::map<std::int64_t, ClassRows> classes;
  std::map<std::int64_t, std::size_t> seen;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::int64_t label = labelled ? table.labels[row] : 0;
    if (seen[label]++ % step == 0) classes[label].rows.push_back(row);
  }
  std::vector<ClassRows> result;
  std::vector<std::string> names;
  for (auto& [label, found] : classes) {
    found.label = label;
    names.push_back(labelled ? class_name(label, caption) : "");
    result.push_back(std::move(found));
  }
  names = short_names(names, longest_class_name);
  for (std::size_t i = 0; i < result.size(); ++i) result[i].name = std::move(names[i]);
  return result;
}

}  // namespace cae
