// The members of RunStore for tags, notes and the removal of runs.
#include <filesystem>

#include "framework/base/catalogue/store.h"
#include "framework/base/system_reason.h"
#include "framework/store/store_state.h"

namespace cae {
namespace {

namespace fs = std::filesystem;
using store::Statement;
using store::Transaction;

}  // namespace

Status RunStore::tag_run(std::int64_t id, std::string_view tag) {
  Statement insert(state_->connection, "INSERT OR IGNORE INTO tags (run_id, tag) VALUES (?, ?)");
  return state_->status(insert.bind(1, id).bind(2, tag).run());
}

Status RunStore::untag_run(std::int64_t id, std::string_view tag) {
  Statement remove(state_->connection, "DELETE FROM tags WHERE run_id = ? AND tag = ?");
  return state_->status(remove.bind(1, id).bind(2, tag).run());
}

Status RunStore::note_run(std::int64_t id, std::string_view note) {
  Statement update(state_->connection, "UPDATE runs SET note = ? WHERE id = ?");
  return state_->status(update.bind_unless_empty(1, note).bind(2, id).run());
}

// The rows go first, in one transaction that also notes the folder: whatever is lost in between, no run is
// left without a part of its files.
Status RunStore::delete_run(std::int64_t id) {
  State& state = *state_;
  const Result<StartedRun> taken = take_run(id);
  if (!taken) return taken.diagnostics();
  const auto held = std::move(state.live.extract(id).mapped());  // until its folder is gone
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.status(transaction.code());
  Statement note(state.connection, "INSERT OR IGNORE INTO deleted_folders (name) VALUES (?)");
  if (note.bind(1, std::string_view(taken->name)).run() != SQLITE_OK) return state.status(note.code());
  // What its command had chosen no longer has it, so that --resume of another does not make it again.
  Statement unchosen(state.connection, R"(
      DELETE FROM call_runs WHERE EXISTS (
        SELECT 1 FROM runs WHERE runs.id = ? AND runs.call_id = call_runs.call_id AND
                                 runs.variant = call_runs.variant AND runs.seed = call_runs.seed))");
  if (unchosen.bind(1, id).run() != SQLITE_OK) return state.status(unchosen.code());
  Statement remove(state.connection, "DELETE FROM runs WHERE id = ?");
  if (remove.bind(1, id).run() != SQLITE_OK) return state.status(remove.code());
  if (const int code = transaction.commit(); code != SQLITE_OK) return state.status(code);
  return remove_deleted_folders();
}

Status RunStore::remove_deleted_folders() {
  State& state = *state_;
  if (!state.connection.integer("SELECT 1 FROM deleted_folders LIMIT 1")) return Done{};
  // A merge notes the folders that it is about to make as such that no run has.
  const auto lock = store::RunLock::take((fs::path(state.directory) / store::folders_lock_name).string());
  if (!lock) return Done{};
  std::vector<std::string> names;
  Statement deleted(state.connection,
                    "SELECT name FROM deleted_folders WHERE name NOT IN (SELECT name FROM runs)");
  while (deleted.step()) names.push_back(deleted.text("name"));
  if (deleted.code() != SQLITE_OK) return state.status(deleted.code());
  for (const std::string& name : names) {
    const std::string path = folder(name);
    std::error_code error;
    fs::remove_all(path, error);
    if (error) return catalogue::folder_stays(path, system_reason(error.value(), path));
    Statement forget(state.connection, "DELETE FROM deleted_folders WHERE name = ?");
    if (forget.bind(1, std::string_view(name)).run() != SQLITE_OK) return state.status(forget.code());
  }
  return Done{};
}

}  // namespace cae
