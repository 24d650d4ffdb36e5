#include "framework/draw/table_rows.h"

#include <algorithm>
#include <map>

namespace cae {

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
  for (auto& [label, found] : classes) {
    found.label = label;
    if (labelled) {
      const bool named = label >= 0 && static_cast<std::size_t>(label) < caption.classes.size();
      found.name =
          named ? caption.classes[static_cast<std::size_t>(label)] : "class " + std::to_string(label);
    }
    result.push_back(std::move(found));
  }
  return result;
}

}  // namespace cae
