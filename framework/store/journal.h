// How the store writes: SQLite's write-ahead log (WAL) or a rollback journal. Private to the store.
#pragma once

#include <string>

#include "framework/store/connection.h"
#include "framework/store/run_store.h"

namespace cae::store {

// Switches the database to this journal, or the one that was chosen for it earlier; SQLite's code. The switch
// needs the file alone for a moment and does not always wait.
int set_journal(Connection& connection, Journal wanted);

// Whether there is a store in this folder that has a rollback journal.
bool has_rollback_journal(const std::string& directory);

}  // namespace cae::store
