// E645 to E649: stores that are merged, and where stores may be.
#pragma once

#include <string>
#include <string_view>

#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

// `system` is what the file system is called.
inline Diagnostic store_on_network(std::string_view folder, std::string_view system) {
  return {
      .code = "E645",
      .place = {.file = std::string(folder)},
      .message =
          "this folder is on a network file system (" + std::string(system) +
          "), where a store with a write-ahead log can be damaged: all its processes must run on one host",
      .help =
          "choose a folder on a disk of this machine with --store DIR, or keep the store with a rollback "
          "journal, "
          "which locks the file between hosts: --journal delete (run, submit, merge)"};
}

inline Diagnostic merged_into_itself(std::string_view directory) {
  return {.code = "E646",
          .place = {.file = std::string(directory)},
          .message = "this store would be merged into itself",
          .help = "name another folder with -o, or leave this store out: runs that are there already stay"};
}

// Two runs of one identity that are no states of one run.
struct ClashingRun {
  std::string store = {};  // its folder
  std::string name = {};
  std::string what = {};  // "its losses differ from epoch 3 on"
};

inline Diagnostic clashing_runs(const ClashingRun& taken, const ClashingRun& there) {
  return {
      .code = "E647",
      .place = {.file = taken.store},
      .message = "run " + shown(taken.name) + " is the same run as " + shown(there.name) + " of " +
                 shown(there.store) + ", but their contents differ: " + taken.what,
      .help =
          "copies of a store have gone on apart from each other: keep one of both (cae-lab delete), or merge "
          "this store into a folder of its own; all other runs were merged"};
}

inline Diagnostic store_being_merged(std::string_view directory, int seconds) {
  return {.code = "E648",
          .place = {.file = std::string(directory)},
          .message = "another process has merged into this store for " + std::to_string(seconds) + " seconds",
          .help = "wait for it, then repeat the command",
          .blame = Blame::work};
}

// `reason` is the system's.
inline Diagnostic run_not_copied(std::string_view file, std::string_view reason) {
  return {
      .code = "E649",
      .place = {.file = std::string(file)},
      .message = "the file of a run cannot be copied: " + std::string(reason),
      .help = "check permissions and the space on the disk, then repeat the command: runs merged before stay",
      .blame = Blame::work};
}

}  // namespace cae::catalogue
