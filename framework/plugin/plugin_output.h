// What extractors and analyses give.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "framework/base/table.h"

namespace cae {

// Of all tables of one call: 2 GiB of doubles.
inline constexpr std::size_t most_numbers = std::size_t{1} << 28;

// How a table is drawn. scatter: the first two columns as x and y, coloured by label. heatmap: rows by
// columns. histogram: how the first column is distributed, for each label.
enum class TableDrawing { none, scatter, heatmap, histogram };

struct DrawnTable {
  Table table;
  TableDrawing drawing = TableDrawing::none;
};

// height x width x 3 bytes: red, green, blue.
struct Picture {
  std::string name;
  std::int64_t width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};

// A table that will be made.
struct ForeseenTable {
  std::string name;
  std::vector<std::string> columns;
  std::int64_t rows = 0;
  TableOrigin origin = {};

  std::int64_t bytes() const { return rows * static_cast<std::int64_t>(columns.size() * sizeof(double)); }
};

// What a use will make, and what it takes beside that.
struct PluginForesight {
  std::vector<ForeseenTable> tables;
  std::uint64_t memory_bytes = 0;
  // Tables that are larger than a table may be.
  struct Oversized {
    std::string name;
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
  };
  std::vector<Oversized> oversized;
};

// A named number of some of the data.
struct PluginMetric {
  std::string name = {};
  double value = 0.0;           // finite
  std::string split = {};       // "train", "test", "validation", or "" where it is of none
  std::string class_name = {};  // "" for all classes together

  bool operator==(const PluginMetric&) const = default;
};

struct PluginOutput {
  std::vector<DrawnTable> tables;     // an extractor gives exactly one
  std::vector<PluginMetric> metrics;  // in the order given
  std::vector<Picture> pictures;
};

}  // namespace cae
