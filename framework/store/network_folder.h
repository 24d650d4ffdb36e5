// Folders that several hosts share.
#pragma once

#include <optional>
#include <string>

#include "framework/base/result.h"
#include "framework/store/run_store.h"

namespace cae::store {

// What the file system of this folder is called, "NFS", where it is of a network; none elsewhere. Of a folder
// that is not there yet the nearest one above it is asked.
std::optional<std::string> network_file_system(const std::string& folder);

// Whether the store in this folder may be opened for writing: E645 where that is a network file system and
// the store is not to have a rollback journal, nor has one.
Status check_folder(const std::string& directory, Journal wanted);

}  // namespace cae::store
