// E770 to E789: runs that a cluster's queue makes.
#pragma once

#include <string>
#include <string_view>

#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

// A sweep with halving: which of its runs go on is decided from the others.
inline Diagnostic missing_of_halving(std::string_view file) {
  return {.code = "E770",
          .place = {.file = std::string(file)},
          .message =
              "this sweep uses successive halving: which of its runs go on depends on the others, so no run "
              "can be "
              "made alone",
          .help = "run it with cae-lab run (and --jobs) on one machine, or take 'halving' out of the sweep"};
}

// `program` is "sbatch", "squeue" or "bash".
inline Diagnostic no_queue(std::string_view program) {
  const bool slurm = program.starts_with("s");
  return {
      .code = "E771",
      .message = std::string(program) + " was not found" +
                 (slurm ? ": this host does not belong to a Slurm cluster" : ""),
      .help = slurm ? "log in to the cluster's host, or add --with parallel; --dry-run only shows the script"
                    : "install it, or add its folder to PATH",
      .blame = Blame::work};
}

// `said` is what the program printed.
inline Diagnostic queue_refused(std::string_view program, std::string_view said) {
  return {.code = "E772",
          .message = std::string(program) + " refused: " + shown(said, longest_path),
          .help =
              "check --partition, --time and --cpus against what the cluster allows (sinfo); nothing was "
              "lost, the "
              "same call tries again",
          .blame = Blame::work};
}

// What sbatch answers where it takes a job is its number.
inline Diagnostic queue_not_understood(std::string_view program, std::string_view said) {
  return {
      .code = "E773",
      .message = std::string(program) + " answered " + in_quotes(said) + " instead of the number of a job",
      .help = "cae-lab knows Slurm 22.05 to 24.11",
      .blame = Blame::work};
}

inline Diagnostic bad_submission(std::string_view file) {
  return {.code = "E774",
          .place = {.file = std::string(file)},
          .message = "this is not the record of a submission",
          .help = "remove it, and submit the experiment again: what its tasks have recorded stays"};
}

// Some tasks of an experiment have not come to their end; the lines before say which.
inline Diagnostic tasks_missing(std::string_view missing, std::string_view way_on) {
  return {.code = "E775",
          .message = std::string(missing) + " not done",
          .help = "submit what is missing: " + std::string(way_on),
          .blame = Blame::work};
}

// `name` is "--store" or "the current folder".
inline Diagnostic no_path_for_slurm(std::string_view name, std::string_view path, std::string_view what) {
  return {.code = "E781",
          .message = std::string(name) + " cannot be " + in_quotes(path, longest_path) + " here: it has " +
                     std::string(what) + ", which sbatch does not read as it is",
          .help = "use a folder without, or add --with parallel"};
}

}  // namespace cae::catalogue
