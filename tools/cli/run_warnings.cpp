#include "tools/cli/run_warnings.h"

namespace cae::cli {

void RunWarnings::add(const Diagnostics& warnings, ProgressDisplay& display) {
  for (const Diagnostic& warning : warnings) {
    records_.push_back({.code = warning.code, .text = warning.message, .help = warning.help});
    // What has a place is said of files that runs share; the rest is of this run alone.
    const bool is_new = shown_.insert(render(warning)).second;
    if (is_new || warning.place.file.empty()) display.warning(warning);
  }
}

}  // namespace cae::cli
