#include "framework/store/journal.h"

#include "framework/store/open_database.h"

namespace cae::store {
namespace {

// The one that was chosen earlier; `usual` where none was, also in stores of before version 9.
Journal chosen_journal(const Connection& connection) {
  Statement chosen(connection, "SELECT kind FROM chosen_journal");
  if (!chosen.step()) return Journal::usual;
  return chosen.text("kind") == "delete" ? Journal::rollback : Journal::write_ahead;
}

int choose_journal(Connection& connection, Journal journal) {
  Statement choose(connection, "INSERT OR REPLACE INTO chosen_journal (place, kind) VALUES (1, ?)");
  return choose.bind(1, std::string_view(journal == Journal::rollback ? "delete" : "wal")).run();
}

}  // namespace

int set_journal(Connection& connection, Journal wanted) {
  const Journal chosen = chosen_journal(connection);
  if (wanted != Journal::usual && wanted != chosen) {
    if (const int code = choose_journal(connection, wanted); code != SQLITE_OK) return code;
  }
  const Journal journal = wanted == Journal::usual ? chosen : wanted;
  // With a write-ahead log readers go on while one process writes.
  const int code = connection.execute(journal == Journal::rollback ? "PRAGMA journal_mode = DELETE"
                                                                   : "PRAGMA journal_mode = WAL");
  if (code != SQLITE_OK) return code;
  // Each commit reaches the disk before it returns: an epoch is worth more than the milliseconds.
  return connection.execute("PRAGMA synchronous = FULL");
}

// By SQLite: to open and close its file otherwise would drop the locks that this process has on it.
bool has_rollback_journal(const std::string& directory) {
  const Result<Connection> connection = open_unchanged(directory);
  if (!connection) return false;
  Statement mode(*connection, "PRAGMA journal_mode");
  return mode.step() && mode.text("journal_mode") == "delete";
}

}  // namespace cae::store
