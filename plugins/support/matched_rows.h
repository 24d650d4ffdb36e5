// Two sets of rows that are of the same images, each in an order of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "support/analysis.h"
#include "support/matrix.h"

namespace plugin {

// What a row of an analysis's input is of, without its numbers.
struct RowsOf {
  std::string name;
  std::uint32_t from = 0;
  std::size_t rows = 0;
  const std::int64_t* samples = nullptr;  // NULL: in `check`, or where rows are no images

  explicit RowsOf(const cae_table& table)
      : name(table.name), from(table.from), rows(table.rows), samples(table.samples) {}
  explicit RowsOf(const cae_batch& images)
      : name("images"), from(images.from), rows(images.count), samples(images.samples) {}

  // "the 500 test images of 'latent-code'".
  std::string text() const {
    return "the " + std::to_string(rows) + " " + split_name(from) + " images of '" + name + "'";
  }
};

inline std::string different_images(const RowsOf& one, const RowsOf& other) {
  return one.text() + " are not " + other.text() +
         "; give what makes them the same `images`, `seed` and `from`";
}

// As far as it is known before the work: why rows of the two cannot be of the same images, or "".
inline std::string mismatch(const RowsOf& one, const RowsOf& other) {
  return one.rows == other.rows && one.from == other.from ? "" : different_images(one, other);
}

// For each row of `other`, the row of `one` that is of the same image; nothing where an image of the one is
// not in the other, or is there twice.
inline std::optional<std::vector<std::size_t>> matched_rows(const RowsOf& one, const RowsOf& other) {
  if (one.samples == nullptr || other.samples == nullptr || !mismatch(one, other).empty())
    return std::nullopt;
  std::unordered_map<std::int64_t, std::size_t> row_of;
  for (std::size_t row = 0; row < one.rows; ++row) row_of.emplace(one.samples[row], row);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < other.rows; ++row) {
    const auto found = row_of.find(other.samples[row]);
    if (found == row_of.end()) return std::nullopt;
    rows.push_back(found->second);
    row_of.erase(found);
  }
  return rows;
}

inline Matrix rows_of(const Matrix& matrix, const std::vector<std::size_t>& rows) {
  Matrix taken{rows.size(), matrix.columns, {}};
  for (const std::size_t row : rows) {
    const double* values = matrix.values.data() + row * matrix.columns;
    taken.values.insert(taken.values.end(), values, values + matrix.columns);
  }
  return taken;
}

}  // namespace plugin
