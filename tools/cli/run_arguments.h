// The arguments of `cae-lab run`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/experiment/experiment.h"

namespace cae::cli {

struct RunArguments {
  std::string experiment;
  ExperimentOverrides overrides;
  std::string store = "runs";
  std::string resume;                  // a run, or ""
  int threads = 0;                     // 0: all cores
  int jobs = 1;                        // runs side by side
  std::optional<std::string> variant;  // only the runs of this variant; "" is the file as it stands
  std::optional<std::uint64_t> seed;   // only the runs of this seed
  std::vector<std::string> disabled_passes;
  bool profile = false;
  std::string trace;  // a file, or ""
  bool dry_run = false;
  bool quiet = false;
  bool json = false;
  std::string command;  // as typed, for the record
};

}  // namespace cae::cli
