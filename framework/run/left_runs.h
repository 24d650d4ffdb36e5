// Which runs of a command are still to be made when it is resumed.
#pragma once

#include <optional>
#include <string>

#include "framework/run/run_config.h"
#include "framework/store/run_store.h"

namespace cae {

// What is asked for of a command's runs; none: all.
struct RunFilter {
  std::optional<std::string> variant = {};  // "" is the file as it stands
  std::optional<std::uint64_t> seed = {};

  bool lets_through(const std::string& run_variant, std::uint64_t run_seed) const {
    return variant.value_or(run_variant) == run_variant && seed.value_or(run_seed) == run_seed;
  }
};

bool is_run(const ChosenRun& chosen, const RunConfig& run);
bool is_run(const ChosenRun& chosen, const StoredRun& run);

// Whether a run of the call is to be made: stopped and not in another process, or not begun, and asked for.
// To be checked before each run, since other processes may resume the same call.
bool is_left(const RunStore& store, std::int64_t call, const ChosenRun& chosen, const RunFilter& filter);

// Whether another process has begun this run of the call, or taken it up, meanwhile.
bool is_begun_elsewhere(const RunStore& store, std::int64_t call, const RunConfig& run);
bool is_taken_up_elsewhere(const RunStore& store, const StoredRun& run);

}  // namespace cae
