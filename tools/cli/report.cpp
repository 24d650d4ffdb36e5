#include "tools/cli/report.h"

#include <cstdio>

#include "framework/base/diagnostic.h"

namespace cae::cli {

int report(const Diagnostics& diagnostics) {
  std::fputs(render(diagnostics).c_str(), stderr);
  return exit_status(diagnostics);
}

}  // namespace cae::cli
