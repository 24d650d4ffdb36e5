#include "framework/store/merge_stores.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

#include "framework/base/catalogue/merge.h"
#include "framework/base/catalogue/store.h"
#include "framework/base/system_reason.h"
#include "framework/store/copy_folder.h"
#include "framework/store/open_database.h"
#include "framework/store/run_folders.h"
#include "framework/store/run_rows.h"
#include "framework/store/snapshot.h"
#include "framework/store/store_state.h"

namespace cae {
namespace {

namespace fs = std::filesystem;
using store::Connection;
using store::CopiedRun;
using store::RunLock;
using store::Statement;
using store::Transaction;

// Below the store: what is not a part of it yet.
constexpr const char* unfinished_name = ".merging";

// Another merge, or what clears up after a deletion, is in the way for as long as it takes.
Result<RunLock> lock_folders(const std::string& directory) {
  const std::string file = (fs::path(directory) / store::folders_lock_name).string();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(store::lock_seconds);
  for (;;) {
    std::optional<RunLock> lock = RunLock::take(file);
    if (lock) return std::move(*lock);
    if (errno != EAGAIN) return catalogue::run_not_copied(file, system_reason(errno, file));
    if (std::chrono::steady_clock::now() > deadline) {
      return catalogue::store_being_merged(directory, store::lock_seconds);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

// A run that is to be taken, and the number of the one that it replaces.
struct ChosenCopy {
  CopiedRun run = {};
  std::optional<std::int64_t> replaces = {};
};

// Takes the runs of one store, whose snapshot is attached as `source`.
class StoreTaker {
 public:
  StoreTaker(Connection& connection, std::string target, std::string source)
      : connection_(connection),
        target_(std::move(target)),
        source_(std::move(source)),
        tables_(store::run_tables(connection)) {
    taken_.directory = source_;
  }

  Result<TakenStore> take() {
    if (const Status chosen = choose(); !chosen) return chosen.diagnostics();
    if (const Status copied = copy_folders(); !copied) return copied.diagnostics();
    if (const Status recorded = record(); !recorded) return recorded.diagnostics();
    return std::move(taken_);
  }

 private:
  // Decides what is taken, and notes the folders that are to be made as such that no run has: whatever
  // happens before the runs are recorded, the next that opens the store removes them.
  Status choose() {
    Transaction transaction(connection_);
    if (transaction.code() != SQLITE_OK) return connection_.diagnostic(transaction.code());
    const auto used =
        connection_.integer("SELECT coalesce(max(seq), 0) FROM main.sqlite_sequence WHERE name = 'runs'");
    next_ = std::max(used.value_or(0), store::highest_folder(connection_, target_)) + 1;
    Statement runs(connection_, R"(
        SELECT runs.id, runs.name, runs.experiment, runs.variant, runs.seed, there.id AS there, there.name AS name_there
        FROM source.runs LEFT JOIN main.runs AS there ON there.identity = runs.identity ORDER BY runs.id)");
    while (runs.step()) {
      if (const Status decided = decide(runs); !decided) return decided;
    }
    if (runs.code() != SQLITE_OK) return connection_.diagnostic(runs.code());
    if (const int code = reserve(); code != SQLITE_OK) return connection_.diagnostic(code);
    const int code = transaction.commit();
    if (code != SQLITE_OK) return connection_.diagnostic(code);
    return Done{};
  }

  Status decide(const Statement& row) {
    const std::string name = row.text("name");
    if (!store::is_run_name(name)) return catalogue::bad_run_name(source_, name);
    ChosenCopy chosen{.run = {.from = row.integer("id"), .from_name = name},
                      .replaces = row.optional_integer("there")};
    if (is_trained(source_, name) || (chosen.replaces && is_trained(target_, row.text("name_there")))) {
      taken_.training.push_back(name);
      return Done{};
    }
    if (chosen.replaces) {
      const auto compared = store::compare_runs(connection_, tables_, chosen.run.from, *chosen.replaces);
      if (!compared) return compared.diagnostics();
      if (compared->standing == store::Standing::apart) {
        taken_.clashes.push_back(
            catalogue::clashing_runs({.store = source_, .name = name, .what = compared->difference},
                                     {.store = target_, .name = row.text("name_there")}));
        return Done{};
      }
      if (compared->standing == store::Standing::known) {
        known_.emplace_back(chosen.run.from, *chosen.replaces);
        taken_.known.push_back(name);
        return Done{};
      }
    }
    chosen.run.to = next_++;
    chosen.run.to_name =
        store::run_name(chosen.run.to, {.experiment = row.text("experiment"),
                                        .variant = row.text("variant"),
                                        .seed = static_cast<std::uint64_t>(row.integer("seed"))});
    chosen_.push_back(std::move(chosen));
    return Done{};
  }

  int reserve() {
    for (const ChosenCopy& chosen : chosen_) {
      Statement note(connection_, "INSERT OR IGNORE INTO main.deleted_folders (name) VALUES (?)");
      if (note.bind(1, std::string_view(chosen.run.to_name)).run() != SQLITE_OK) return note.code();
    }
    if (chosen_.empty()) return SQLITE_OK;
    // No other process begins a run with one of these numbers.
    Statement forget(connection_, "DELETE FROM main.sqlite_sequence WHERE name = 'runs'");
    if (forget.run() != SQLITE_OK) return forget.code();
    Statement set(connection_, "INSERT INTO main.sqlite_sequence (name, seq) VALUES ('runs', ?)");
    return set.bind(1, next_ - 1).run();
  }

  Status copy_folders() {
    for (auto chosen = chosen_.begin(); chosen != chosen_.end();) {
      const Status copied = store::copy_run_folder((fs::path(source_) / chosen->run.from_name).string(),
                                                   unfinished(chosen->run.to_name));
      if (!copied) return copied.diagnostics();
      // What was read of it may be older than its files by now.
      if (is_trained(source_, chosen->run.from_name)) {
        taken_.training.push_back(chosen->run.from_name);
        chosen = chosen_.erase(chosen);
      } else {
        ++chosen;
      }
    }
    return Done{};
  }

  Status record() {
    for (const ChosenCopy& chosen : chosen_) {
      std::error_code error;
      fs::rename(unfinished(chosen.run.to_name), fs::path(target_) / chosen.run.to_name, error);
      if (error) {
        return catalogue::run_not_copied(unfinished(chosen.run.to_name),
                                         system_reason(error.value(), target_));
      }
    }
    if (!chosen_.empty()) store::sync_disk_of(target_);
    Transaction transaction(connection_);
    if (transaction.code() != SQLITE_OK) return connection_.diagnostic(transaction.code());
    int code = record_rows();
    if (code == SQLITE_OK) code = transaction.commit();
    if (code != SQLITE_OK) return connection_.diagnostic(code);
    return Done{};
  }

  int record_rows() {
    // Losses of an epoch may come before the epoch.
    if (const int code = connection_.execute("PRAGMA defer_foreign_keys = ON"); code != SQLITE_OK)
      return code;
    for (const auto& [from, there] : known_) {
      if (const int code = store::copy_labels(connection_, "source", from, there); code != SQLITE_OK)
        return code;
    }
    for (const ChosenCopy& chosen : chosen_) {
      if (const int code = make_room(chosen); code != SQLITE_OK) return code;
    }
    if (const int code = record_calls(); code != SQLITE_OK) return code;
    for (ChosenCopy& chosen : chosen_) {
      if (const int code = record_run(chosen); code != SQLITE_OK) return code;
    }
    return SQLITE_OK;
  }

  // What is replaced stays, without its identity, until its tags have been taken over.
  int make_room(const ChosenCopy& chosen) {
    if (!chosen.replaces) return SQLITE_OK;
    Statement room(connection_, "UPDATE main.runs SET identity = NULL, call_id = NULL WHERE id = ?");
    return room.bind(1, *chosen.replaces).run();
  }

  int record_run(ChosenCopy& chosen) {
    Statement call(connection_, "SELECT call_id FROM source.runs WHERE id = ? AND call_id IS NOT NULL");
    if (call.bind(1, chosen.run.from).step()) chosen.run.call = calls_.at(call.integer());
    if (const int code = store::copy_run(connection_, tables_, chosen.run); code != SQLITE_OK) return code;
    Statement made(connection_, "DELETE FROM main.deleted_folders WHERE name = ?");
    if (made.bind(1, std::string_view(chosen.run.to_name)).run() != SQLITE_OK) return made.code();
    const TakenRun taken{.from = chosen.run.from_name, .name = chosen.run.to_name};
    if (!chosen.replaces) {
      taken_.taken.push_back(taken);
      return SQLITE_OK;
    }
    taken_.replaced.push_back(taken);
    const int code = store::copy_labels(connection_, "main", *chosen.replaces, chosen.run.to);
    return code == SQLITE_OK ? remove_replaced(*chosen.replaces) : code;
  }

  int remove_replaced(std::int64_t id) {
    Statement note(
        connection_,
        "INSERT OR IGNORE INTO main.deleted_folders (name) SELECT name FROM main.runs WHERE id = ?");
    if (note.bind(1, id).run() != SQLITE_OK) return note.code();
    Statement remove(connection_, "DELETE FROM main.runs WHERE id = ?");
    return remove.bind(1, id).run();
  }

  int record_calls() {
    Statement calls(connection_, "SELECT id FROM source.calls ORDER BY id");
    while (calls.step()) {
      int code = SQLITE_OK;
      const std::int64_t here = call_here(calls.integer(), code);
      calls_[calls.integer()] = here;
      if (code != SQLITE_OK) return code;
    }
    return calls.code();
  }

  // The same call, taken before, or a new one. Calls of one second and one text are told apart by their runs.
  std::int64_t call_here(std::int64_t source, int& code) {
    Statement same(connection_, R"(
        SELECT there.id FROM main.calls AS there JOIN source.calls AS here ON here.id = ?1
        WHERE (there.command, there.options, there.began_at) = (here.command, here.options, here.began_at) AND
              NOT EXISTS (SELECT variant, seed FROM source.call_runs WHERE call_id = ?1
                          EXCEPT SELECT variant, seed FROM main.call_runs WHERE call_id = there.id) AND
              NOT EXISTS (SELECT 1 FROM main.runs AS a JOIN source.runs AS b
                          ON (a.variant, a.seed) = (b.variant, b.seed) AND a.identity <> b.identity
                          WHERE a.call_id = there.id AND b.call_id = ?1)
        ORDER BY there.id)");
    same.bind(1, source);
    while (same.step()) {
      const std::int64_t id = same.integer();
      const bool used =
          std::any_of(calls_.begin(), calls_.end(), [&](const auto& call) { return call.second == id; });
      if (!used) return id;
    }
    code = same.code();
    Statement insert(connection_, R"(
        INSERT INTO main.calls (command, options, began_at)
        SELECT command, options, began_at FROM source.calls WHERE id = ?)");
    if (code == SQLITE_OK) code = insert.bind(1, source).run();
    const std::int64_t id = sqlite3_last_insert_rowid(connection_.handle());
    Statement runs(connection_, R"(
        INSERT INTO main.call_runs (call_id, place, variant, seed)
        SELECT ?2, place, variant, seed FROM source.call_runs WHERE call_id = ?1)");
    if (code == SQLITE_OK) code = runs.bind(1, source).bind(2, id).run();
    return id;
  }

  static bool is_trained(const std::string& directory, const std::string& name) {
    return RunLock::is_held((fs::path(directory) / name / store::lock_name).string());
  }

  std::string unfinished(const std::string& name) const {
    return (fs::path(target_) / unfinished_name / name).string();
  }

  Connection& connection_;
  std::string target_;
  std::string source_;
  std::vector<store::RunTable> tables_;
  std::int64_t next_ = 1;
  std::vector<ChosenCopy> chosen_;
  std::vector<std::pair<std::int64_t, std::int64_t>> known_;  // ids of `source` and `main`
  std::map<std::int64_t, std::int64_t> calls_;                // of `source` to `main`
  TakenStore taken_;
};

// An empty folder below the store for what is not a part of it yet.
Status clear_unfinished(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  if (!error) fs::create_directories(folder, error);
  if (error) return catalogue::run_not_copied(folder.string(), system_reason(error.value(), folder.string()));
  return Done{};
}

Result<TakenStore> take_store(Connection& connection, const std::string& target, const std::string& source) {
  std::error_code error;
  if (fs::equivalent(target, source, error)) return catalogue::merged_into_itself(source);
  const fs::path unfinished = fs::path(target) / unfinished_name;
  if (const Status cleared = clear_unfinished(unfinished); !cleared) return cleared.diagnostics();
  const std::string snapshot = (unfinished / "source.db").string();
  if (const Status written = store::write_snapshot(source, snapshot); !written) return written.diagnostics();
  Statement attach(connection, "ATTACH ? AS source");
  if (attach.bind(1, std::string_view(store::uri(snapshot))).run() != SQLITE_OK) {
    return connection.diagnostic(attach.code());
  }
  Result<TakenStore> taken = StoreTaker(connection, target, source).take();
  connection.execute("DETACH source");
  return taken;
}

Result<Connection> open_target(const std::string& directory) {
  const std::string path = store::database_of(directory);
  return Connection::open(store::uri(path), path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI);
}

Status take_stores(const std::vector<std::string>& sources, const std::string& target,
                   const std::function<void(const TakenStore&)>& told) {
  const Result<RunLock> lock = lock_folders(target);
  if (!lock) return lock.diagnostics();
  Result<Connection> connection = open_target(target);
  if (!connection) return connection.diagnostics();
  for (const std::string& source : sources) {
    const Result<TakenStore> taken = take_store(*connection, target, source);
    if (!taken) return taken.diagnostics();
    told(*taken);
  }
  std::error_code error;
  fs::remove_all(fs::path(target) / unfinished_name, error);
  return Done{};
}

// Made, migrated and cleared up.
Status open_once(const std::string& directory, Journal journal) {
  const Result<RunStore> store = RunStore::open(directory, StoreAccess::write, journal);
  if (!store) return store.diagnostics();
  return Done{};
}

}  // namespace

Status merge_stores(const std::vector<std::string>& sources, const std::string& target, Journal journal,
                    const std::function<void(const TakenStore&)>& told) {
  // Before anything is made.
  for (const std::string& source : sources) {
    if (const auto there = store::open_unchanged(source); !there) return there.diagnostics();
  }
  if (const Status opened = open_once(target, journal); !opened) return opened;
  if (const Status taken = take_stores(sources, target, told); !taken) return taken;
  // The folders of what was replaced go.
  return open_once(target, journal);
}

}  // namespace cae
