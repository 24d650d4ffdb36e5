// Opens a store's database file without checking that it is a valid store. Internal to this module.
#pragma once

#include <string>
#include <string_view>

#include "framework/store/connection.h"
#include "framework/store/database_path.h"

namespace cae::store {

// A path as an SQLite URI, `options` behind it ("?immutable=1").
std::string uri(const std::string& path, std::string_view options = "");

// The database of an existing store, which is not changed; it may be of another version. E701 where there is
// none.
Result<Connection> open_unchanged(const std::string& directory);

}  // namespace cae::store
