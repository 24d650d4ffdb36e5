// What the decoder makes of a grid of codes of two numbers.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "framework/report/seen_images.h"

namespace cae {

struct GridAxis {
  double low = 0.0;
  double high = 0.0;
};

// The range that holds 98 of 100 numbers, so that a far point does not stretch the grid.
GridAxis grid_axis(std::vector<float> numbers);

// {"x", "y": [low, high], "side": images a side, "images": sprite}, row by row from the lowest y on; null
// where the code has not two numbers, or nothing can be decoded.
nlohmann::json grid_json(OpenedModel& model, const SeenImages& seen, std::int64_t most_bytes,
                         ThreadPool& pool);

}  // namespace cae
