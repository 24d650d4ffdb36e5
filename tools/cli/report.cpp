#include "tools/cli/report.h"

#include <cstdio>

#include "framework/base/diagnostic.h"
#include "tools/cli/call_look_alikes.h"

namespace cae::cli {

int report(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics)
    std::fputs(render(with_call_look_alikes(diagnostic)).c_str(), stderr);
  return exit_status(diagnostics);
}

}  // namespace cae::cli
