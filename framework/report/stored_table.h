// Tables that analyses left in a run's folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "framework/base/table.h"
#include "framework/store/run_store.h"

namespace cae {

// A CSV file as run/analysis_output.h writes it: a header, then numbers, with `sample` and `label` first
// where the rows are images, or of some. Nothing where it is not such a file.
std::optional<Table> parse_table_csv(std::string_view text);

// A table of numbers of images, with the analysis that made it.
struct RecordedTable {
  std::string analysis = {};
  std::string weights = {};  // that the analysis took
  ImageSet from = ImageSet::test;
  bool clean = false;     // of images as they are, not as the model sees them in training
  std::string path = {};  // relative to the store
  Table table = {};
};

// A run's recorded tables; files that are gone or wider than a CSV are left out.
std::vector<RecordedTable> recorded_tables(const RunStore& store, const std::vector<AnalysisRecord>& analyses,
                                           const std::vector<ArtefactRecord>& artefacts);

// Those whose rows are images.
std::vector<RecordedTable> recorded_image_tables(const RunStore& store,
                                                 const std::vector<AnalysisRecord>& analyses,
                                                 const std::vector<ArtefactRecord>& artefacts);

}  // namespace cae
