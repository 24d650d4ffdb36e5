// Copies of run folders. Private to the store.
#pragma once

#include <string>

#include "framework/base/result.h"

namespace cae::store {

// Copies a folder of a run with all that is in it, but for its lock and what a killed process left
// unfinished; symbolic links stay links. A folder that is not there gives an empty one. E649.
Status copy_run_folder(const std::string& from, const std::string& to);

// Waits until what was written on the disk of this folder is safe from a power cut.
void sync_disk_of(const std::string& folder);

}  // namespace cae::store
