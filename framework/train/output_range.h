// Which numbers an output of a model can give, by its last activation.
#pragma once

#include <cmath>
#include <limits>
#include <string>

#include "framework/graph/graph.h"

namespace cae {

struct OutputRange {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool sum_to_one = false;      // those of a pixel, or of a row
  std::string activation = {};  // "" for none
  NodeId node = no_node;        // whose output has the range

  bool bounded() const { return std::isfinite(low) || std::isfinite(high); }
};

// Of an output. Layers that only move, repeat, choose or average numbers are skipped.
OutputRange output_range(const Graph& model, NodeId output);

}  // namespace cae
