// Where a store has its database.
#pragma once

#include <string>

namespace cae::store {

// DIR/cae-lab.db.
std::string database_of(const std::string& directory);

}  // namespace cae::store
