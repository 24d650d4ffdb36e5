// What extractors and analyses give.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "framework/base/table.h"

namespace cae {

// How a plugin would like its table drawn. scatter: the first two columns as x and y, coloured by label.
// heatmap: rows by columns.
enum class TableDrawing { none, scatter, heatmap };

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

struct PluginOutput {
  std::vector<DrawnTable> tables;                       // an extractor gives exactly one
  std::vector<std::pair<std::string, double>> metrics;  // finite, in the order given
  std::vector<Picture> pictures;
};

}  // namespace cae
