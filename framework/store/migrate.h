// Brings a store to the newest version. Private to the store.
#pragma once

#include <string_view>
#include <vector>

#include "framework/store/connection.h"
#include "framework/store/run_store.h"

namespace cae::store {

// "CaeL": marks the file as ours (PRAGMA application_id).
inline constexpr std::int64_t application_id = 0x4361654C;

// The version of a store, 0 for an empty file. E702 if it is above `newest`, E703 if the file is another
// program's.
Result<std::int64_t> store_version(Connection& connection, std::int64_t newest);

// Applies the missing steps, all in one transaction, and switches to the journal; waits and retries while
// other processes do the same. steps[0] leads from version 0 to 1.
Status migrate(Connection& connection, const std::vector<std::string_view>& steps, std::string_view views,
               Journal journal = Journal::usual);

}  // namespace cae::store
