// Where a long drawing is cut into columns, so that it fills a page instead of a ribbon.
#pragma once

#include <cstddef>
#include <vector>

#include "framework/draw/layer_boxes.h"

namespace cae {

// The column of each box, counted from 0; boxes of a column stand below each other. A short model is one
// column. A cut stands only where nothing but the output of the box above it crosses, so that joins are never
// torn apart; a new stage begins a new column, and where it cannot, all is one column.
std::vector<std::size_t> graph_columns(const std::vector<LayerBox>& boxes);

}  // namespace cae
