#include "tools/cli/leave_run.h"

#include <cstdio>

#include "framework/base/leave.h"
#include "framework/base/stop_signal.h"
#include "tools/cli/run_text.h"

namespace cae::cli {

void leave_run(ProgressDisplay& display, std::int64_t run, const std::string& store) {
  display.noted("stopped; make the analyses that are left with: " + analyse_command(run, store));
  std::fflush(nullptr);
  cae::leave(128 + stop_signal());
}

}  // namespace cae::cli
