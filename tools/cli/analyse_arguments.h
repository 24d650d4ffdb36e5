// The arguments of `cae-lab analyse`.
#pragma once

#include <string>
#include <vector>

namespace cae::cli {

struct AnalyseArguments {
  std::vector<std::string> runs;
  std::vector<std::string> plugin;  // its name, then KEY=VALUE; empty for none
  std::string as;                   // the name of that use, or ""
  std::string weights;              // "last", "best", or "" for as it stands
  std::vector<std::string> only;    // names of analyses and pictures; empty for all
  bool again = false;               // also what is done
  std::string store = "runs";
  int threads = 0;  // 0: all cores
  bool quiet = false;
  bool json = false;
};

}  // namespace cae::cli
