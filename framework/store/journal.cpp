#include "framework/store/journal.h"

namespace cae::store {

int choose_journal(Connection& connection) {
  // Readers go on while one process writes.
  const int code = connection.execute("PRAGMA journal_mode = WAL");
  if (code != SQLITE_OK) return code;
  // Each commit reaches the disk before it returns: an epoch is worth more than the milliseconds.
  return connection.execute("PRAGMA synchronous = FULL");
}

}  // namespace cae::store
