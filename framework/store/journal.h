// How the store writes: SQLite's write-ahead log (WAL). Private to the store.
#pragma once

#include "framework/store/connection.h"

namespace cae::store {

// Switches the database to its journal; SQLite's code. The switch needs the file alone for a moment and does
// not always wait.
int choose_journal(Connection& connection);

}  // namespace cae::store
