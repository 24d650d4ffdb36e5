// RunStore::open: creates, migrates and checks a store before it is used.
#include <unistd.h>

#include <filesystem>

#include "framework/base/catalogue/store.h"
#include "framework/base/files.h"
#include "framework/store/migrate.h"
#include "framework/store/network_folder.h"
#include "framework/store/open_database.h"
#include "framework/store/sql_texts.h"
#include "framework/store/store_state.h"

namespace cae {
namespace {

namespace fs = std::filesystem;
using store::Connection;
using store::Statement;

Result<Connection> connect_for_writing(const std::string& directory, const std::string& path,
                                       Journal wanted) {
  if (const Status usable = store::check_folder(directory, wanted); !usable) return usable.diagnostics();
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return catalogue::store_unusable(directory, error.message());
  if (::access(directory.c_str(), W_OK | X_OK) != 0) return catalogue::read_only_store(directory);
  Result<Connection> connection =
      Connection::open(store::uri(path), path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI);
  if (!connection) return connection.diagnostics();
  if (sqlite3_db_readonly(connection->handle(), "main") == 1) return catalogue::read_only_store(path);
  const Status migrated = store::migrate(*connection, store::migration_texts(), store::views_text(), wanted);
  if (!migrated) return migrated.diagnostics();
  return connection;
}

Result<Connection> connect_for_reading(const std::string& directory, const std::string& path) {
  Result<Connection> connection = store::open_unchanged(directory);
  if (!connection) return connection.diagnostics();

  const auto newest = static_cast<std::int64_t>(store::migration_texts().size());
  const Result<std::int64_t> version = store::store_version(*connection, newest);
  if (!version) return version.diagnostics();
  if (*version == 0) return catalogue::no_store(directory);
  if (*version == newest) return connection;
  if (!connect_for_writing(directory, path, Journal::usual))
    return catalogue::old_read_only_store(path, *version, newest);
  return store::open_unchanged(directory);
}

}  // namespace

Result<RunStore> RunStore::open(const std::string& directory, StoreAccess access, Journal journal) {
  const std::string path = store::database_of(directory);
  Result<Connection> connection = access == StoreAccess::write ? connect_for_writing(directory, path, journal)
                                                               : connect_for_reading(directory, path);
  if (!connection) return connection.diagnostics();
  RunStore opened(std::unique_ptr<State>(new State{directory, std::move(*connection)}));
  if (access == StoreAccess::write) {
    const Status swept = opened.mark_interrupted();
    if (!swept) return swept.diagnostics();
    // What stays in the way of one folder is no reason to refuse a store.
    (void)opened.remove_deleted_folders();
  }
  return opened;
}

RunStore::RunStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
RunStore::RunStore(RunStore&&) noexcept = default;
RunStore& RunStore::operator=(RunStore&&) noexcept = default;
RunStore::~RunStore() = default;

const std::string& RunStore::directory() const {
  return state_->directory;
}

std::string RunStore::folder(const std::string& name) const {
  if (!store::is_run_name(name)) throw Failure(catalogue::bad_run_name(state_->connection.path(), name));
  return (fs::path(state_->directory) / name).string();
}

bool RunStore::is_alive(const std::string& name) const {
  if (!store::is_run_name(name)) return false;
  return store::RunLock::is_held((fs::path(folder(name)) / store::lock_name).string());
}

Status RunStore::mark_interrupted() {
  // A writer's transaction, so that a run cannot begin between the check of its lock and the update of its
  // status.
  store::Transaction transaction(state_->connection);
  if (transaction.code() != SQLITE_OK) return state_->status(transaction.code());
  struct DeadRun {
    std::int64_t id;
    std::string name;
  };
  std::vector<DeadRun> dead;
  Statement running(state_->connection, "SELECT id, name FROM runs WHERE status = 'running'");
  while (running.step()) {
    if (!is_alive(running.text("name"))) dead.push_back({running.integer("id"), running.text("name")});
  }
  if (running.code() != SQLITE_OK) return state_->status(running.code());
  std::vector<std::int64_t> analysed;  // by processes that are gone
  Statement analysing(state_->connection,
                      "SELECT DISTINCT id, runs.name FROM runs JOIN analyses ON run_id = id WHERE "
                      "analyses.status = 'running'");
  while (analysing.step()) {
    if (!is_alive(analysing.text("name"))) analysed.push_back(analysing.integer("id"));
  }
  if (analysing.code() != SQLITE_OK) return state_->status(analysing.code());
  if (dead.empty() && analysed.empty()) return Done{};
  for (const std::int64_t id : analysed) {
    Statement mark(state_->connection,
                   "UPDATE analyses SET status = 'interrupted' WHERE run_id = ? AND status = 'running'");
    if (mark.bind(1, id).run() != SQLITE_OK) return state_->status(mark.code());
  }
  for (const DeadRun& run : dead) {
    Statement mark(state_->connection, "UPDATE runs SET status = 'interrupted' WHERE id = ?");
    if (mark.bind(1, run.id).run() != SQLITE_OK) return state_->status(mark.code());
    remove_unfinished_files(folder(run.name));
  }
  return state_->status(transaction.commit());
}

}  // namespace cae
