// What a page shows of a run's images: the points of its maps with the images behind them, reconstructions,
// and the grid that its decoder makes.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "framework/engine/thread_pool.h"
#include "framework/report/original_sheets.h"
#include "framework/report/reported_run.h"
#include "framework/report/run_images.h"

namespace cae {

// What one run may take of the page.
struct PictureShare {
  std::int64_t points = 0;  // of each map
  std::int64_t reconstruction_bytes = 0;
  std::int64_t grid_bytes = 0;
  std::int64_t gallery_bytes = 0;
  std::int64_t recorded_bytes = 0;
};

// {"classes": names by label, "points", "gallery", "grid", "maps", "recorded": pictures that analyses left,
// "notes": by section, what is not there and why}.
nlohmann::json pictures_json(const ReportedRun& run, const RunStore& store, const PictureShare& share,
                             ImageReader& reader, OriginalSheets& originals, ThreadPool& pool);

}  // namespace cae
