// The rows of a table as plots need them: by class, and not too many.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/draw/plots.h"

namespace cae {

struct ClassRows {
  std::int64_t label = 0;
  std::string name = {};  // as short_names.h has it; "" for the rows of a table without labels
  std::vector<std::size_t> rows = {};
};

// In the order of the labels. Of more than `most` rows, every class keeps about the same share, evenly
// chosen.
std::vector<ClassRows> rows_by_class(const Table& table, const TableCaption& caption, std::size_t most);
bool has_labels(const Table& table);
// The caption's name for a column, or else the column's own, with blanks for underscores.
std::string axis_name(const Table& table, std::size_t column, const TableCaption& caption);

}  // namespace cae
