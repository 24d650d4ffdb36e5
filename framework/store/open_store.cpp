// RunStore::open: creates, migrates and checks a store before it is used.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "framework/base/catalogue/store.h"
#include "framework/base/files.h"
#include "framework/store/migrate.h"
#include "framework/store/sql_texts.h"
#include "framework/store/store_state.h"

namespace cae {
namespace {

namespace fs = std::filesystem;
using store::Connection;
using store::Statement;

// A path as an SQLite URI, with its special characters written as %XX. Debian's SQLite treats any name that
// begins with "file:" as a URI, so a bare path is never given to it. After "file://" the path begins with the
// third slash.
std::string uri(const std::string& path, std::string_view options) {
  std::string text = path.starts_with('/') ? "file://" : "file:";
  for (const char byte : path) {
    if (byte == '?' || byte == '#' || byte == '%') {
      text += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    } else {
      text += byte;
    }
  }
  return text + std::string(options);
}

Result<Connection> connect_for_writing(const std::string& directory, const std::string& path) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return catalogue::store_unusable(directory, error.message());
  if (::access(directory.c_str(), W_OK | X_OK) != 0) return catalogue::read_only_store(directory);
  Result<Connection> connection =
      Connection::open(uri(path, ""), path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI);
  if (!connection) return connection.diagnostics();
  if (sqlite3_db_readonly(connection->handle(), "main") == 1) return catalogue::read_only_store(path);
  const Status migrated = store::migrate(*connection, store::migration_texts(), store::views_text());
  if (!migrated) return migrated.diagnostics();
  return connection;
}

// A connection that has read the file's first page, or none with the code of the first failure in `code`.
Result<Connection> connect_and_look(const std::string& path, std::string_view options, int& code) {
  Result<Connection> connection =
      Connection::open(uri(path, options), path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  code = SQLITE_CANTOPEN;
  if (!connection) return connection;
  connection->integer("SELECT count(*) FROM sqlite_schema", &code);
  if (code != SQLITE_OK) return connection->diagnostic(code);
  return connection;
}

Result<Connection> connect_for_reading(const std::string& directory, const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) {
      return catalogue::store_unusable(path, error.message());
    }
    return catalogue::no_store(directory);
  }
  int code = SQLITE_OK;
  Result<Connection> connection = connect_and_look(path, "", code);
  const bool no_room_for_shared_memory = (code & 0xFF) == SQLITE_CANTOPEN || (code & 0xFF) == SQLITE_READONLY;
  const std::string log = path + "-wal";
  if (!connection && no_room_for_shared_memory &&
      (!fs::exists(log, error) || fs::file_size(log, error) == 0)) {
    // In a read-only folder WAL cannot create its index, but without a log the file is the whole store.
    Result<Connection> still = connect_and_look(path, "?immutable=1", code);
    if (still) connection = std::move(still);
  }
  if (!connection) return connection.diagnostics();

  const auto newest = static_cast<std::int64_t>(store::migration_texts().size());
  const Result<std::int64_t> version = store::store_version(*connection, newest);
  if (!version) return version.diagnostics();
  if (*version == 0) return catalogue::no_store(directory);
  if (*version == newest) return connection;
  if (!connect_for_writing(directory, path)) return catalogue::old_read_only_store(path, *version, newest);
  return connect_and_look(path, "", code);
}

}  // namespace

Result<RunStore> RunStore::open(const std::string& directory, StoreAccess access) {
  const std::string path = (fs::path(directory) / store::database_name).string();
  Result<Connection> connection = access == StoreAccess::write ? connect_for_writing(directory, path)
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
