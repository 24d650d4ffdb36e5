// The rows of a table of which an analysis has the images.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "cae_plugin.h"

namespace plugin {

// By row of the table, the position of its image among the images. Both are of the same dataset.
inline std::map<std::size_t, std::size_t> rows_with_images(const cae_table& table, const cae_batch& images) {
  std::map<std::int64_t, std::size_t> positions;
  for (std::size_t i = 0; i < images.count; ++i) positions[images.samples[i]] = i;
  std::map<std::size_t, std::size_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (const auto found = positions.find(table.samples[row]); found != positions.end())
      rows[row] = found->second;
  }
  return rows;
}

}  // namespace plugin
