// The folders of runs below a store. Private to the store.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/store/connection.h"

namespace cae::store {

struct RunFolder {
  std::int64_t id = 0;
  std::string name = {};  // "0007-denoise-narrow-s3"
};

// Every folder below `directory` whose name is a run's.
std::vector<RunFolder> run_folders(const std::string& directory);

// Removes a folder that contains only a lock file that no process holds; returns whether it did.
bool remove_if_bare(const std::string& folder);

// The highest id that a folder below the store is named after. Folders stay when someone deletes the
// database; a new run must not land among an old one's files. A process that was killed between making its
// folder and recording its run has left a bare one, which goes: writers take turns, so nobody is there now.
std::int64_t highest_folder(const Connection& connection, const std::string& directory);

}  // namespace cae::store
