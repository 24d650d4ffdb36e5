// A copy of a store's database, of the newest version. Private to the store.
#pragma once

#include <string>

#include "framework/base/result.h"

namespace cae::store {

// Writes the database of the store in `directory`, as it is at this moment, to `file`; where it is of an
// older version, the copy is migrated. The store itself is not changed. E701 to E709.
Status write_snapshot(const std::string& directory, const std::string& file);

}  // namespace cae::store
