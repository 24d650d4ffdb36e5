// The arguments of `cae-lab run`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/experiment/experiment.h"
#include "tools/cli/verb.h"

namespace cae::cli {

// The options that are short for a key with a count. They are recorded with a run, stand in the command that
// makes it again, and count anew beside --resume.
struct CountOption {
  const char* name;  // "epochs"
  const char* key;   // "train.epochs"
  const char* help;
  std::int64_t least;
  std::int64_t most;
};
inline constexpr std::array<CountOption, 3> count_options = {{
    {"epochs", "train.epochs", "number of epochs to train", 1, 1000000},
    {"limit", "data.limit", "use the first N training images", 0, 1000000000},
    {"limit-test", "data.limit_test", "use the first N test images", 0, 1000000000},
}};

struct RunArguments {
  std::string experiment;
  std::array<std::optional<std::int64_t>, count_options.size()> counts = {};  // of count_options
  std::vector<std::string> set;                                               // as written after --set
  std::string store = "runs";
  Journal journal = Journal::usual;
  std::string resume;                  // a run, or ""
  bool missing = false;                // only what the store does not have
  int threads = 0;                     // 0: all cores
  bool pin = false;                    // threads to cores
  int jobs = 1;                        // runs side by side
  std::optional<std::string> variant;  // run only this variant; "" is the file without its variants
  std::optional<std::uint64_t> seed;   // run only this seed
  std::vector<std::string> disabled_passes;
  bool profile = false;
  std::string trace;  // a file, or ""
  bool dry_run = false;
  bool quiet = false;
  bool json = false;
  std::string command;  // as typed, for the record
};

// The options that fill them in. `arguments` must live as long as these.
std::vector<Option> options_for(RunArguments& arguments);

ExperimentOverrides overrides_of(const RunArguments& arguments);

}  // namespace cae::cli
