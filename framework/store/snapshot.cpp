#include "framework/store/snapshot.h"

#include <chrono>
#include <thread>

#include "framework/base/catalogue/store.h"
#include "framework/store/migrate.h"
#include "framework/store/open_database.h"
#include "framework/store/sql_texts.h"

namespace cae::store {
namespace {

// All pages; SQLite's code. It waits for writers of a store without a write-ahead log.
int copy_pages(Connection& from, Connection& to) {
  sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (backup == nullptr) return sqlite3_extended_errcode(to.handle());
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(lock_seconds);
  int code = sqlite3_backup_step(backup, -1);
  while (is_busy(code) && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    code = sqlite3_backup_step(backup, -1);
  }
  const int finished = sqlite3_backup_finish(backup);
  return code == SQLITE_DONE ? finished : code;
}

}  // namespace

Status write_snapshot(const std::string& directory, const std::string& file) {
  Result<Connection> from = open_unchanged(directory);
  if (!from) return from.diagnostics();
  const auto newest = static_cast<std::int64_t>(migration_texts().size());
  const Result<std::int64_t> version = store_version(*from, newest);
  if (!version) return version.diagnostics();
  if (*version == 0) return catalogue::no_store(directory);
  Result<Connection> to =
      Connection::open(uri(file), from->path(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI);
  if (!to) return to.diagnostics();
  // Of use to this process alone.
  to->execute("PRAGMA synchronous = OFF");
  if (const int code = copy_pages(*from, *to); code != SQLITE_OK) return to->diagnostic(code);
  if (*version < newest) {
    if (const Status migrated = migrate(*to, migration_texts(), views_text()); !migrated)
      return migrated.diagnostics();
  }
  if (const int code = to->execute("PRAGMA journal_mode = DELETE"); code != SQLITE_OK)
    return to->diagnostic(code);
  return Done{};
}

}  // namespace cae::store
