#include "tools/cli/analysis_screen.h"

#include <cstdio>

#include "framework/base/catalogue/analysis.h"
#include "framework/base/leave.h"
#include "framework/base/shell_word.h"
#include "tools/cli/report.h"
#include "tools/cli/stop_signal.h"

namespace cae::cli {

std::string analyse_command(std::int64_t run, const std::string& store) {
  std::vector<std::string> words = {"cae-lab", "analyse", std::to_string(run)};
  if (store != "runs") words.insert(words.end(), {"--store", store});
  return shell_command(words);
}

AnalysisObserver analysis_observer(ProgressDisplay& display, const StartedRun& run,
                                   const std::string& store) {
  const std::string command = analyse_command(run.id, store);
  return {.log = [&display](
                     std::string_view plugin,
                     std::string_view text) { display.note(std::string(plugin) + ": " + std::string(text)); },
          .warned = [&display](const Diagnostics& warnings) { display.warn(warnings); },
          .progress = [&display](const AnalysisProgress& progress) { display.analysis_under_way(progress); },
          .ended = [&display](const std::string& name, AnalysisStatus status,
                              double seconds) { display.analysis_ended(name, name_of(status), seconds); },
          .failed =
              [run, command](const std::string& name, const Diagnostics& why) {
                Diagnostics told = why;
                told.back().notes.push_back(catalogue::in_analysis(name, run.name, command));
                report(told);
              },
          .stopped = [] { return stop_signal() != 0; },
          .leave =
              [&display, command] {
                display.note("stopped; make the analyses that are left with: " + command);
                std::fflush(nullptr);
                cae::leave(128 + stop_signal());
              }};
}

}  // namespace cae::cli
