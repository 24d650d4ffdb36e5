// What a plugin gave, as files of a run's folder.
#pragma once

#include <string>
#include <vector>

#include "framework/plugin/plugin_output.h"
#include "framework/run/planned_analysis.h"
#include "framework/store/run_store.h"

namespace cae {

struct OutputPlace {
  StartedRun run = {};
  std::string title = {};                     // "denoise/narrow", for plots
  std::vector<std::string> class_names = {};  // of the images' labels
};

// Gives every table and picture the name under which it is kept (plugin/use_names.h).
void rename_results(PluginOutput& output, const PlannedAnalysis& analysis);

// Writes tables, as CSV or NPY, their plots, and pictures. Whatever can be written is: `written` gets a
// record of each, the result says what could not be. Errors: E905, E950 to E959.
Diagnostics write_output(const PluginOutput& output, const PlannedAnalysis& analysis,
                         const OutputPlace& place, std::vector<ArtefactRecord>& written);

}  // namespace cae
