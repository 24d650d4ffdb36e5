// RunStore::query: one SQL statement, which may only read.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstring>

#include "framework/base/catalogue/store.h"
#include "framework/store/store_state.h"

namespace cae {
namespace {

constexpr int longest_value = 64 << 20;  // bytes of one text or blob
constexpr int longest_sql = 1 << 20;     // bytes of the question

// PRAGMAs that only read; those of the second list do so if they are given no value.
constexpr std::array<std::string_view, 11> reading_pragmas = {
    "table_info",  "table_xinfo",     "table_list",    "index_list",       "index_info",   "index_xinfo",
    "quick_check", "integrity_check", "database_list", "foreign_key_list", "function_list"};
constexpr std::array<std::string_view, 6> pragmas_without_value = {
    "user_version", "application_id", "journal_mode", "encoding", "page_count", "page_size"};

int allow_reading(void*, int action, const char* first, const char* second, const char*, const char*) {
  const std::string_view name = first != nullptr ? first : "";
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
    // Table functions like json_each() declare their columns by a CREATE TABLE. A user's own CREATE TABLE is
    // refused by sqlite3_stmt_readonly().
    case SQLITE_CREATE_TABLE:
      return SQLITE_OK;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
      return name == "sqlite_master" ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return second != nullptr && std::strcmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA: {
      const bool reads =
          std::find(reading_pragmas.begin(), reading_pragmas.end(), name) != reading_pragmas.end() ||
          (second == nullptr && std::find(pragmas_without_value.begin(), pragmas_without_value.end(), name) !=
                                    pragmas_without_value.end());
      return reads ? SQLITE_OK : SQLITE_DENY;
    }
    default:
      return SQLITE_DENY;
  }
}

// Stops a statement that exceeds its time limit.
struct Deadline {
  std::chrono::steady_clock::time_point end;
  static int passed(void* self) {
    return std::chrono::steady_clock::now() > static_cast<Deadline*>(self)->end ? 1 : 0;
  }
};

// The limits and guards apply while a question runs, and not to the store's own statements.
class Guard {
 public:
  Guard(sqlite3* handle, Deadline* deadline) : handle_(handle) {
    sqlite3_set_authorizer(handle_, allow_reading, nullptr);
    if (deadline != nullptr) sqlite3_progress_handler(handle_, 1000, Deadline::passed, deadline);
    length_ = sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, longest_value);
    sql_length_ = sqlite3_limit(handle_, SQLITE_LIMIT_SQL_LENGTH, longest_sql);
  }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;
  ~Guard() {
    sqlite3_set_authorizer(handle_, nullptr, nullptr);
    sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
    sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, length_);
    sqlite3_limit(handle_, SQLITE_LIMIT_SQL_LENGTH, sql_length_);
  }

 private:
  sqlite3* handle_;
  int length_ = 0;
  int sql_length_ = 0;
};

struct StatementHandle {
  sqlite3_stmt* handle = nullptr;
  StatementHandle() = default;
  StatementHandle(const StatementHandle&) = delete;
  StatementHandle& operator=(const StatementHandle&) = delete;
  ~StatementHandle() { sqlite3_finalize(handle); }
};

// The place of byte `offset` in the question, with the word there as the span of the caret.
Place place_at(const std::string& sql, std::size_t offset) {
  offset = std::min(offset, sql.size());
  const std::size_t before = sql.rfind('\n', offset == 0 ? std::string::npos : offset - 1);
  const std::size_t begin = offset == 0 || before == std::string::npos ? 0 : before + 1;
  std::size_t length = 0;
  while (
      offset + length < sql.size() &&
      (std::isalnum(static_cast<unsigned char>(sql[offset + length])) != 0 || sql[offset + length] == '_')) {
    ++length;
  }
  return {.file = "SQL",
          .line = 1 + static_cast<int>(
                          std::count(sql.begin(), sql.begin() + static_cast<std::ptrdiff_t>(offset), '\n')),
          .column = 1 + static_cast<int>(offset - begin),
          .length = static_cast<int>(std::max<std::size_t>(length, 1)),
          .source_line = sql.substr(begin, sql.find('\n', begin) - begin)};
}

// The first byte from `offset` on that is neither space nor semicolon nor in a comment.
std::size_t next_statement(const std::string& sql, std::size_t offset) {
  while (offset < sql.size()) {
    if (std::isspace(static_cast<unsigned char>(sql[offset])) != 0 || sql[offset] == ';') {
      ++offset;
    } else if (sql.compare(offset, 2, "--") == 0) {
      offset = std::min(sql.find('\n', offset), sql.size());
    } else if (sql.compare(offset, 2, "/*") == 0) {
      const std::size_t end = sql.find("*/", offset + 2);
      offset = end == std::string::npos ? sql.size() : end + 2;
    } else {
      break;
    }
  }
  return offset;
}

Cell cell(sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(row, column));
    case SQLITE_FLOAT:
      return sqlite3_column_double(row, column);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(row, column));
      std::string text = "X'";
      for (int i = 0; i < sqlite3_column_bytes(row, column); ++i) text += fmt::format("{:02X}", bytes[i]);
      return text + "'";
    }
    default:
      return std::monostate{};
  }
}

std::size_t bytes_of(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return sizeof(Cell) + (text != nullptr ? text->size() : 0);
}

// What the user is told about a question that failed with `code`.
Diagnostic failed_question(const store::Connection& connection, int code, const std::string& sql,
                           std::size_t begin, const QueryLimits& limits) {
  const int primary = code & 0xFF;
  const int offset = sqlite3_error_offset(connection.handle());
  const Place place = place_at(sql, offset >= 0 ? begin + static_cast<std::size_t>(offset) : begin);
  // A function that the authorizer refuses is reported as a plain error.
  const bool refused = std::string_view(sqlite3_errmsg(connection.handle())).rfind("not authorized", 0) == 0;
  if (primary == SQLITE_AUTH || refused) return catalogue::sql_not_reading(place_at(sql, begin));
  if (primary == SQLITE_INTERRUPT) return catalogue::sql_too_long(limits.seconds);
  if (primary == SQLITE_TOOBIG) return catalogue::wrong_sql(place, "a text or blob is too long");
  if (primary == SQLITE_ERROR || primary == SQLITE_MISMATCH || primary == SQLITE_RANGE) {
    return catalogue::wrong_sql(place, sqlite3_errmsg(connection.handle()));
  }
  return connection.diagnostic(code);
}

}  // namespace

Result<Rows> RunStore::query(const std::string& sql, const QueryLimits& limits) const {
  sqlite3* handle = state_->connection.handle();
  const std::size_t nul = sql.find('\0');
  if (nul != std::string::npos) return catalogue::wrong_sql(place_at(sql, nul), "a NUL byte stands here");
  const std::size_t begin = next_statement(sql, 0);
  if (begin == sql.size()) return catalogue::sql_empty();

  Deadline deadline{std::chrono::steady_clock::now() + std::chrono::milliseconds(static_cast<std::int64_t>(
                                                           std::clamp(limits.seconds, 0.0, 1e9) * 1000.0))};
  const Guard guard(handle, limits.seconds > 0.0 ? &deadline : nullptr);
  StatementHandle statement;
  const char* tail = nullptr;
  int code = sqlite3_prepare_v2(handle, sql.c_str() + begin, -1, &statement.handle, &tail);
  if (code != SQLITE_OK) return failed_question(state_->connection, code, sql, begin, limits);
  const std::size_t second = next_statement(sql, static_cast<std::size_t>(tail - sql.c_str()));
  if (second != sql.size()) return catalogue::sql_one_statement(place_at(sql, second));
  if (sqlite3_stmt_readonly(statement.handle) == 0) return catalogue::sql_not_reading(place_at(sql, begin));

  Rows answer;
  const int columns = sqlite3_column_count(statement.handle);
  for (int i = 0; i < columns; ++i) answer.columns.emplace_back(sqlite3_column_name(statement.handle, i));
  std::size_t bytes = 0;
  while ((code = sqlite3_step(statement.handle)) == SQLITE_ROW) {
    std::vector<Cell>& row = answer.rows.emplace_back();
    row.reserve(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) {
      row.push_back(cell(statement.handle, i));
      bytes += bytes_of(row.back());
      if (bytes > limits.bytes) return catalogue::sql_too_large(limits.bytes >> 20);
    }
  }
  if (code != SQLITE_DONE) return failed_question(state_->connection, code, sql, begin, limits);
  return answer;
}

}  // namespace cae
