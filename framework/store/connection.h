// SQLite behind two small classes: an open database and a prepared statement. Private to the store.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/base/result.h"

namespace cae::store {

// How long a writer waits for the others before it gives up.
inline constexpr int lock_seconds = 30;

class Connection {
 public:
  // `uri` is a file: URI, or ":memory:"; `path` is what a user is told.
  static Result<Connection> open(const std::string& uri, std::string path, int flags);

  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  ~Connection();

  sqlite3* handle() const { return handle_; }
  const std::string& path() const { return path_; }

  // Runs statements without parameters or answers; returns SQLite's extended result code.
  int execute(const char* sql);
  // The first column of the first row as an integer, or none with the code in `code`.
  std::optional<std::int64_t> integer(const char* sql, int* code = nullptr);
  // What the user is told about the last failed call, whose code was `code`.
  Diagnostic diagnostic(int code) const;

 private:
  Connection(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  sqlite3* handle_ = nullptr;
  std::string path_;
};

// Whether another connection was in the way, so that a retry can help.
bool is_busy(int code);

// A statement of this program (its SQL is never a user's). Parameters count from 1.
class Statement {
 public:
  Statement(const Connection& connection, const char* sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(handle_); }

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, double value);
  Statement& bind(int index, std::string_view value);
  Statement& bind(int index, const std::optional<double>& value);
  Statement& bind(int index, const std::optional<std::string>& value);
  Statement& bind_unless_empty(int index, std::string_view value) {
    return value.empty() ? *this : bind(index, value);  // unbound is NULL
  }

  // True while there is a row. False at the end or on an error, which code() then holds.
  bool step();
  int code() const { return code_; }  // SQLITE_OK, or what went wrong
  // Runs to the end and returns code().
  int run();

  // Of the row's column of that name; there must be one.
  std::int64_t integer(std::string_view column) const { return sqlite3_column_int64(handle_, place(column)); }
  double real(std::string_view column) const { return sqlite3_column_double(handle_, place(column)); }
  std::string text(std::string_view column) const;
  bool is_null(std::string_view column) const {
    return sqlite3_column_type(handle_, place(column)) == SQLITE_NULL;
  }
  std::optional<double> optional_real(std::string_view column) const;
  std::optional<std::int64_t> optional_integer(std::string_view column) const;
  std::optional<std::string> optional_text(std::string_view column) const;
  // The first one.
  std::int64_t integer() const { return sqlite3_column_int64(handle_, 0); }

 private:
  void keep(int code) {
    if (code_ == SQLITE_OK) code_ = code;
  }
  int place(std::string_view column) const;
  sqlite3_stmt* handle_ = nullptr;
  int code_ = SQLITE_OK;
};

// BEGIN IMMEDIATE now, waiting for other writers; ROLLBACK at the end of the scope unless commit() succeeded.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  int code() const { return code_; }  // of BEGIN
  int commit();

 private:
  Connection& connection_;
  int code_ = SQLITE_OK;
  bool open_ = false;
};

}  // namespace cae::store
