// Divides a long drawing into columns, so that it fills a page instead of a narrow strip.
#pragma once

#include <cstddef>
#include <vector>

#include "framework/draw/layer_boxes.h"

namespace cae {

// The column of each box, counted from 0; the boxes of a column are below each other. A short model is one
// column. A column ends only where no arrow but the one from its last box leads on, so that joins stay in one
// column. A new stage begins a new column; where it cannot, everything is one column.
std::vector<std::size_t> graph_columns(const std::vector<LayerBox>& boxes);

}  // namespace cae
