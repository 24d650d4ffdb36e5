// What the store has of a run that a page shows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "framework/report/stored_table.h"
#include "framework/run/run_config.h"
#include "framework/store/run_store.h"

namespace cae {

// A run that a page is to show, as the caller has read it.
struct RunChoice {
  StoredRun stored = {};
  std::optional<RunConfig> config = {};  // with its model; its images may be gone
  std::string no_config = {};            // why there is none
};

struct ReportedRun {
  StoredRun stored = {};
  std::optional<RunConfig> config = {};
  std::string no_config = {};
  std::string folder = {};
  RunStatus status = RunStatus::running;  // `running` alone where a process trains it
  RunSummary summary = {};
  std::vector<EpochRecord> epochs = {};
  std::vector<MetricRecord> metrics = {};
  std::vector<AnalysisRecord> analyses = {};
  std::vector<ArtefactRecord> artefacts = {};
  std::vector<WarningRecord> warnings = {};
  std::vector<RecordedTable> tables = {};
};

Result<std::vector<ReportedRun>> read_reported_runs(const RunStore& store, std::vector<RunChoice> choices);

// "denoise/narrow"
std::string variant_title(const StoredRun& run);

// "denoise/narrow, seed 3"
std::string run_title(const StoredRun& run);

}  // namespace cae
