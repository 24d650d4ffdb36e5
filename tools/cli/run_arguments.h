// What `cae-lab run` was told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dsl/experiment/experiment.h"

namespace cae::cli {

struct RunArguments {
  std::string experiment;
  ExperimentOverrides overrides;
  std::string store = "runs";
  std::string resume;  // a run, or ""
  int threads = 0;     // 0: all cores
  std::vector<std::string> disabled_passes;
  bool dry_run = false;
  bool quiet = false;
  bool json = false;
  std::string command;  // as typed, for the record
};

}  // namespace cae::cli
