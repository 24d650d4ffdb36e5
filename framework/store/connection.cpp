#include "framework/store/connection.h"

#include <cassert>
#include <cerrno>
#include <cstring>
#include <utility>

#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/store.h"

namespace cae::store {

Result<Connection> Connection::open(const std::string& uri, std::string path, int flags) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(uri.c_str(), &handle, flags | SQLITE_OPEN_EXRESCODE, nullptr);
  Connection connection(handle, std::move(path));
  if (code != SQLITE_OK) return connection.diagnostic(code);
  sqlite3_busy_timeout(handle, lock_seconds * 1000);
  connection.execute("PRAGMA foreign_keys = ON");
  return connection;
}

Connection::Connection(Connection&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), path_(std::move(other.path_)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(path_, other.path_);
  return *this;
}

Connection::~Connection() {
  sqlite3_close_v2(handle_);
}

int Connection::execute(const char* sql) {
  return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
}

std::optional<std::int64_t> Connection::integer(const char* sql, int* code) {
  Statement statement(*this, sql);
  const bool found = statement.step();
  if (code != nullptr) *code = statement.code();
  if (!found) return {};
  return statement.integer();
}

Diagnostic Connection::diagnostic(int code) const {
  // SQLite returns SQLITE_FULL for ENOSPC only. A quota (EDQUOT) or a limit on file sizes (EFBIG) is a failed
  // write, whose errno SQLite 3.40 does not keep; only EIO, the disk itself, is then something else.
  const bool writing =
      code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE || code == SQLITE_IOERR_TRUNCATE;
  const bool no_space = writing && errno != EIO;
  const int system = handle_ != nullptr ? sqlite3_system_errno(handle_) : 0;
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
      return catalogue::foreign_store(path_, "the file is not an SQLite database");
    case SQLITE_CORRUPT:
      return catalogue::corrupt_store(path_, "SQLite finds its pages inconsistent");
    case SQLITE_READONLY:
      return catalogue::read_only_store(path_);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return catalogue::locked_store(path_, lock_seconds);
    case SQLITE_FULL:
      return catalogue::full_store(path_);
    case SQLITE_IOERR:
      if (no_space) return catalogue::full_store(path_);
      if (system == ENOMEM) return catalogue::out_of_memory();
      return catalogue::store_unusable(path_, system != 0 ? std::strerror(system) : sqlite3_errstr(code));
    case SQLITE_CANTOPEN:
      if (system == ENOMEM) return catalogue::out_of_memory();
      return catalogue::store_unusable(path_, system != 0 ? std::strerror(system) : "it cannot be opened");
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
      // Our own statements are correct, so a missing table or column means that the file was changed by
      // others.
      return catalogue::corrupt_store(path_, sqlite3_errmsg(handle_));
    case SQLITE_NOMEM:
      return catalogue::out_of_memory();
    default:
      return catalogue::store_unusable(path_, sqlite3_errstr(code));
  }
}

bool is_busy(int code) {
  const int primary = code & 0xFF;
  return primary == SQLITE_BUSY || primary == SQLITE_LOCKED || primary == SQLITE_PROTOCOL;
}

Statement::Statement(const Connection& connection, const char* sql) {
  keep(sqlite3_prepare_v2(connection.handle(), sql, -1, &handle_, nullptr));
}

Statement& Statement::bind(int index, std::int64_t value) {
  if (handle_ != nullptr) keep(sqlite3_bind_int64(handle_, index, value));
  return *this;
}

Statement& Statement::bind(int index, double value) {
  if (handle_ != nullptr) keep(sqlite3_bind_double(handle_, index, value));
  return *this;
}

Statement& Statement::bind(int index, std::string_view value) {
  // An empty string_view may have no address, which SQLite would take for NULL.
  const char* text = value.data() != nullptr ? value.data() : "";
  if (handle_ != nullptr) {
    keep(sqlite3_bind_text64(handle_, index, text, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::bind(int index, const std::optional<double>& value) {
  return value ? bind(index, *value) : *this;  // unbound is NULL
}

Statement& Statement::bind(int index, const std::optional<std::string>& value) {
  return value ? bind(index, std::string_view(*value)) : *this;
}

bool Statement::step() {
  if (code_ != SQLITE_OK) return false;
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) code_ = code;
  return false;
}

int Statement::run() {
  while (step()) {
  }
  return code_;
}

int Statement::place(std::string_view column) const {
  const int columns = sqlite3_column_count(handle_);
  int place = 0;
  while (place < columns && column != sqlite3_column_name(handle_, place)) ++place;
  assert(place < columns);
  return place;
}

std::string Statement::text(std::string_view column) const {
  const int at = place(column);
  const unsigned char* text = sqlite3_column_text(handle_, at);
  if (text == nullptr) return "";
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(sqlite3_column_bytes(handle_, at))};
}

std::optional<double> Statement::optional_real(std::string_view column) const {
  return is_null(column) ? std::nullopt : std::optional(real(column));
}

std::optional<std::int64_t> Statement::optional_integer(std::string_view column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Statement::optional_text(std::string_view column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}

Transaction::Transaction(Connection& connection) : connection_(connection) {
  code_ = connection_.execute("BEGIN IMMEDIATE");
  open_ = code_ == SQLITE_OK;
}

Transaction::~Transaction() {
  if (open_) connection_.execute("ROLLBACK");
}

int Transaction::commit() {
  const int code = connection_.execute("COMMIT");
  if (code == SQLITE_OK) open_ = false;
  return code;
}

}  // namespace cae::store
