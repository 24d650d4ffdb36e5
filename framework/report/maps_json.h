// Tables of numbers of images as JSON: the code, principal components and whatever else analyses made.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "framework/report/seen_images.h"
#include "framework/report/stored_table.h"

namespace cae {

// Whether its first two columns are two axes of one kind, as PC1 and PC2 or code_1 and code_2.
bool is_map(const Table& table);

// {"title", "analysis", "images": "test", "training" or "validation", "columns", "all_columns": how many
// there are, "rows": how many there are, "values": [column][row], "samples", "labels"}; of tables of more
// than `points` rows so many, evenly chosen, of wide ones those columns that vary most.
nlohmann::json map_json(const std::string& title, const RecordedTable& table, std::int64_t points);

// The code of the images as such a table.
RecordedTable code_table(const SeenImages& seen, ImageSet from, const std::string& layer);

}  // namespace cae
