// What a plugin gave, as files of a run's folder.
#pragma once

#include <string>
#include <vector>

#include "framework/plugin/plugin_output.h"
#include "framework/run/planned_analysis.h"
#include "framework/run/table_caption.h"
#include "framework/store/run_store.h"

namespace cae {

struct OutputPlace {
  StartedRun run = {};
  std::string note = {};                      // picture_notes.h: experiment, variant, seed
  std::vector<std::string> class_names = {};  // of the images' labels
};

// What the store is told of an analysis: its metrics, which are there before its files, and these.
struct WrittenResults {
  std::vector<MetricRecord> metrics = {};
  std::vector<ArtefactRecord> artefacts = {};
};

// Gives every table and picture the name under which it is kept (plugin/use_names.h).
void rename_results(PluginOutput& output, const PlannedAnalysis& analysis);

// Writes tables, as CSV or NPY, their plots, each as PNG and SVG, and pictures. Of a wide table of a layer
// with several places a channel it writes the means of the channels, and all its numbers only where the use's
// setting `values` says so. Where metrics are named explained_variance_ratio_1, ... of principal components,
// axes show them, and there is a plot of them. Whatever can be written is: `written` gets a
// record of each, the result says what could not be. Errors: E905, E950 to E959.
Diagnostics write_output(const PluginOutput& output, const PlannedAnalysis& analysis,
                         const OutputPlace& place, WrittenResults& written);

}  // namespace cae
