// The folders of runs below a store. Private to the store.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cae::store {

struct RunFolder {
  std::int64_t id = 0;
  std::string name = {};  // "0007-denoise-narrow-s3"
};

// Every folder below `directory` whose name is a run's.
std::vector<RunFolder> run_folders(const std::string& directory);

// Removes a folder that contains only a lock file that no process holds; returns whether it did.
bool remove_if_bare(const std::string& folder);

}  // namespace cae::store
