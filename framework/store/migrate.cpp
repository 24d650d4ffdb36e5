#include "framework/store/migrate.h"

#include <chrono>
#include <string>
#include <thread>

#include "framework/base/catalogue/store.h"
#include "framework/store/journal.h"

namespace cae::store {
namespace {

// Takes the missing steps in one transaction; the code of the first statement that failed, or SQLITE_OK. A
// store that is not ours, or newer, ends in `refusal`.
int take_steps(Connection& connection, const std::vector<std::string_view>& steps, std::string_view views,
               Diagnostics& refusal) {
  Transaction transaction(connection);
  if (transaction.code() != SQLITE_OK) return transaction.code();
  const auto newest = static_cast<std::int64_t>(steps.size());
  // Asked inside the transaction: another process may have taken the steps while this one waited.
  const Result<std::int64_t> version = store_version(connection, newest);
  if (!version) {
    refusal = version.diagnostics();
    return SQLITE_OK;
  }
  if (*version == newest) return SQLITE_OK;
  int code = SQLITE_OK;
  for (std::int64_t step = *version; step < newest && code == SQLITE_OK; ++step) {
    code = connection.execute(std::string(steps[static_cast<std::size_t>(step)]).c_str());
  }
  if (code == SQLITE_OK) code = connection.execute(std::string(views).c_str());
  const std::string marks = "PRAGMA application_id = " + std::to_string(application_id) +
                            "; PRAGMA user_version = " + std::to_string(newest);
  if (code == SQLITE_OK) code = connection.execute(marks.c_str());
  return code == SQLITE_OK ? transaction.commit() : code;
}

}  // namespace

Result<std::int64_t> store_version(Connection& connection, std::int64_t newest) {
  int code = SQLITE_OK;
  const auto version = connection.integer("PRAGMA user_version", &code);
  if (code != SQLITE_OK) return connection.diagnostic(code);
  const auto application = connection.integer("PRAGMA application_id", &code);
  if (code != SQLITE_OK) return connection.diagnostic(code);
  const auto objects = connection.integer("SELECT count(*) FROM sqlite_schema", &code);
  if (code != SQLITE_OK) return connection.diagnostic(code);
  if (*objects == 0 && *application == 0 && *version == 0) return std::int64_t{0};
  if (*application != application_id || *version < 1) {
    return catalogue::foreign_store(connection.path(), "the database belongs to another program");
  }
  if (*version > newest) return catalogue::newer_store(connection.path(), *version, newest);
  return *version;
}

Status migrate(Connection& connection, const std::vector<std::string_view>& steps, std::string_view views,
               Journal journal) {
  using std::chrono::milliseconds;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(lock_seconds);
  for (int attempt = 0;; ++attempt) {
    Diagnostics refusal;
    int code = take_steps(connection, steps, views, refusal);
    if (!refusal.empty()) return refusal;
    // Only now, so that another program's database is refused unchanged.
    if (code == SQLITE_OK) code = set_journal(connection, journal);
    if (code == SQLITE_OK) return Done{};
    if (!is_busy(code) || std::chrono::steady_clock::now() > deadline) return connection.diagnostic(code);
    std::this_thread::sleep_for(milliseconds(5 + 5 * (attempt % 8)));
  }
}

}  // namespace cae::store
