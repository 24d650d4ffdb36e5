// The members of RunStore that record.
#include <cerrno>
#include <filesystem>
#include <limits>

#include "framework/base/catalogue/call.h"
#include "framework/base/catalogue/store.h"
#include "framework/base/files.h"
#include "framework/base/system_reason.h"
#include "framework/store/run_folders.h"
#include "framework/store/store_state.h"

namespace cae {
namespace {

namespace fs = std::filesystem;
using store::Connection;
using store::Statement;
using store::Transaction;

int insert_run(Connection& connection, std::int64_t id, const std::string& name, const RunRecord& record) {
  Statement insert(connection, R"(
      INSERT INTO runs (id, name, experiment, variant, seed, status, experiment_file, experiment_text, model_file,
                        model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads,
                        git_revision, parameters, trainable_parameters, epochs_planned, started_at, call_id,
                        ranks, identity, begun_as)
      VALUES (?1, ?2, ?3, ?4, ?5, 'running', ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
              ?21, ?22, ?23, lower(hex(randomblob(16))), ?2))");
  insert.bind(1, id)
      .bind(2, std::string_view(name))
      .bind(3, std::string_view(record.experiment))
      .bind(4, std::string_view(record.variant))
      .bind(5, static_cast<std::int64_t>(record.seed))
      .bind(6, std::string_view(record.experiment_file))
      .bind(7, std::string_view(record.experiment_text))
      .bind(8, std::string_view(record.model_file))
      .bind(9, std::string_view(record.model_text))
      .bind(10, std::string_view(record.configuration))
      .bind(11, std::string_view(record.command))
      .bind(12, std::string_view(record.cae_lab_version))
      .bind(13, std::string_view(record.onednn_version))
      .bind(14, std::string_view(record.cpu))
      .bind(15, std::string_view(record.isa))
      .bind(16, record.threads)
      .bind(17, record.git_revision)
      .bind(18, record.parameters)
      .bind(19, record.trainable_parameters)
      .bind(20, record.epochs_planned)
      .bind(21, std::string_view(store::utc_now()))
      .bind(23, record.ranks);
  if (record.call) insert.bind(22, *record.call);
  return insert.run();
}

int insert_metrics(Connection& connection, std::int64_t id, const EpochRecord& epoch) {
  for (const EpochMetricRecord& metric : epoch.metrics) {
    Statement add(connection, R"(
        INSERT OR REPLACE INTO epoch_metrics (run_id, epoch, split, layer, name, unit, value)
        VALUES (?, ?, ?, ?, ?, ?, ?))");
    add.bind(1, id).bind(2, epoch.epoch).bind(3, std::string_view(metric.split));
    add.bind(4, std::string_view(metric.layer)).bind(5, std::string_view(metric.name));
    if (add.bind(6, metric.unit).bind(7, metric.value).run() != SQLITE_OK) return add.code();
  }
  return SQLITE_OK;
}

int insert_input(Connection& connection, std::int64_t id, const InputRecord& input) {
  Statement insert(connection, R"(
      INSERT INTO run_inputs (run_id, role, path, files, bytes, method, sum, array, modified_ns)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))");
  insert.bind(1, id)
      .bind(2, std::string_view(input.role))
      .bind(3, std::string_view(input.path))
      .bind(4, input.files)
      .bind(5, input.bytes)
      .bind(6, std::string_view(input.sampled ? "samples" : "sha256"))
      .bind(7, std::string_view(input.sum))
      .bind(8, std::string_view(input.array));
  if (input.sampled) insert.bind(9, input.modified_ns);
  return insert.run();
}

int insert_plugin(Connection& connection, std::int64_t id, const PluginRecord& plugin) {
  Statement insert(
      connection,
      "INSERT OR REPLACE INTO plugins (run_id, name, version, path, sha256) VALUES (?, ?, ?, ?, ?)");
  insert.bind(1, id)
      .bind(2, std::string_view(plugin.name))
      .bind(3, std::string_view(plugin.version))
      .bind(4, std::string_view(plugin.path))
      .bind(5, std::string_view(plugin.sha256));
  return insert.run();
}

}  // namespace

// Makes the folder, takes its lock and clears away what a process left that was killed while it wrote there.
Result<store::RunLock> store::claim(const std::string& folder, const std::string& name) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return catalogue::cannot_write(folder, system_reason(error.value(), folder));
  const std::string file = (fs::path(folder) / store::lock_name).string();
  std::optional<store::RunLock> lock = store::RunLock::take(file);
  if (!lock && errno == EAGAIN) return catalogue::run_is_busy(name);
  if (!lock) return catalogue::cannot_write(file, system_reason(errno, file));
  remove_unfinished_files(folder);
  return std::move(*lock);
}

Result<std::int64_t> RunStore::record_call(const CallRecord& call) {
  State& state = *state_;
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.connection.diagnostic(transaction.code());
  Statement insert(state.connection, "INSERT INTO calls (command, options, began_at) VALUES (?, ?, ?)");
  insert.bind(1, std::string_view(call.command))
      .bind(2, std::string_view(call.options))
      .bind(3, std::string_view(store::utc_now()));
  if (insert.run() != SQLITE_OK) return state.connection.diagnostic(insert.code());
  const std::int64_t id = sqlite3_last_insert_rowid(state.connection.handle());
  std::int64_t place = 0;
  for (const ChosenRun& run : call.runs) {
    Statement chosen(state.connection,
                     "INSERT INTO call_runs (call_id, place, variant, seed) VALUES (?, ?, ?, ?)");
    chosen.bind(1, id)
        .bind(2, ++place)
        .bind(3, std::string_view(run.variant))
        .bind(4, static_cast<std::int64_t>(run.seed));
    if (chosen.run() != SQLITE_OK) return state.connection.diagnostic(chosen.code());
  }
  const int code = transaction.commit();
  if (code != SQLITE_OK) return state.connection.diagnostic(code);
  return id;
}

Result<StartedRun> RunStore::begin_run(const RunRecord& record) {
  State& state = *state_;
  if (record.seed > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return catalogue::not_storable("the seed " + std::to_string(record.seed));
  }
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.connection.diagnostic(transaction.code());
  if (record.call) {
    const auto begun = run_of_call(*record.call, {record.variant, record.seed});
    if (!begun) return begun.diagnostics();
    if (*begun) return catalogue::begun_already(record.variant, record.seed);
  }
  int code = SQLITE_OK;
  const auto used = state.connection.integer(
      "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'runs'", &code);
  if (!used) return state.connection.diagnostic(code);
  StartedRun started;
  started.id = std::max(*used, store::highest_folder(state.connection, state.directory)) + 1;
  started.name = store::run_name(started.id, record);
  started.folder = folder(started.name);
  code = insert_run(state.connection, started.id, started.name, record);
  if ((code & 0xFF) == SQLITE_CONSTRAINT) return catalogue::not_storable("a configuration that is not JSON");
  if (code != SQLITE_OK) return state.connection.diagnostic(code);
  for (const PluginRecord& plugin : record.plugins) {
    code = insert_plugin(state.connection, started.id, plugin);
    if (code != SQLITE_OK) return state.connection.diagnostic(code);
  }
  // Claimed before the commit: whoever sees the run sees its lock.
  Result<store::RunLock> lock = store::claim(started.folder, started.name);
  if (!lock) return lock.diagnostics();
  code = transaction.commit();
  if (code != SQLITE_OK) return state.connection.diagnostic(code);
  state.live.emplace(started.id, LiveRun{std::move(*lock)});
  return started;
}

Result<StartedRun> RunStore::reopen_run(std::int64_t id, const ResumedRecord& record) {
  State& state = *state_;
  const Result<StoredRun> stored = run(id);
  if (!stored) return stored.diagnostics();
  StartedRun started{.id = id, .name = stored->name, .folder = folder(stored->name)};
  Result<store::RunLock> lock = store::claim(started.folder, started.name);
  if (!lock) return lock.diagnostics();

  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.connection.diagnostic(transaction.code());
  Statement update(state.connection, R"(
      UPDATE runs SET status = 'running', error = NULL, end_reason = NULL, finished_at = NULL,
                      configuration = ?, command = ?, epochs_planned = ? WHERE id = ?)");
  update.bind(1, std::string_view(record.configuration))
      .bind(2, std::string_view(record.command))
      .bind(3, record.epochs_planned)
      .bind(4, id);
  if (update.run() != SQLITE_OK) return state.connection.diagnostic(update.code());
  const int code = transaction.commit();
  if (code != SQLITE_OK) return state.connection.diagnostic(code);
  state.live.insert_or_assign(id, LiveRun{std::move(*lock), stored->seconds.value_or(0.0)});
  return started;
}

Status RunStore::record_inputs(std::int64_t id, const std::vector<InputRecord>& inputs) {
  State& state = *state_;
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.status(transaction.code());
  Statement forget(state.connection, "DELETE FROM run_inputs WHERE run_id = ?");
  if (forget.bind(1, id).run() != SQLITE_OK) return state.status(forget.code());
  for (const InputRecord& input : inputs) {
    if (const int code = insert_input(state.connection, id, input); code != SQLITE_OK)
      return state.status(code);
  }
  return state.status(transaction.commit());
}

Status RunStore::record_epoch(std::int64_t id, const EpochRecord& epoch) {
  State& state = *state_;
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.status(transaction.code());
  Statement insert(state.connection, R"(
      INSERT OR REPLACE INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second,
                                     recorded_at, validation_loss)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))");
  insert.bind(1, id)
      .bind(2, epoch.epoch)
      .bind(3, epoch.train_loss)
      .bind(4, epoch.test_loss)
      .bind(5, epoch.seconds)
      .bind(6, epoch.learning_rate)
      .bind(7, epoch.images_per_second)
      .bind(8, std::string_view(store::utc_now()))
      .bind(9, epoch.validation_loss);
  if (insert.run() != SQLITE_OK) return state.status(insert.code());
  for (const TermRecord& term : epoch.terms) {
    Statement add(
        state.connection,
        "INSERT OR REPLACE INTO epoch_terms (run_id, epoch, split, term, value) VALUES (?, ?, ?, ?, ?)");
    add.bind(1, id).bind(2, epoch.epoch).bind(3, std::string_view(term.split));
    if (add.bind(4, std::string_view(term.term)).bind(5, term.value).run() != SQLITE_OK)
      return state.status(add.code());
  }
  if (const int code = insert_metrics(state.connection, id, epoch); code != SQLITE_OK)
    return state.status(code);
  const auto live = state.live.find(id);
  if (live != state.live.end()) {
    Statement update(state.connection, "UPDATE runs SET seconds = ? WHERE id = ?");
    if (update.bind(1, live->second.seconds()).bind(2, id).run() != SQLITE_OK)
      return state.status(update.code());
  }
  return state.status(transaction.commit());
}

Status RunStore::record_metrics(std::int64_t id, std::span<const MetricRecord> metrics) {
  State& state = *state_;
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.status(transaction.code());
  for (const MetricRecord& metric : metrics) {
    const int code = store::insert_metric(state.connection, id, metric);
    if (code != SQLITE_OK) return state.status(code);
  }
  return state.status(transaction.commit());
}

Status RunStore::record_artefact(std::int64_t id, const ArtefactRecord& artefact) {
  return state_->status(store::insert_artefact(state_->connection, id, artefact));
}

Status RunStore::record_profile(std::int64_t id, const std::vector<ProfileRecord>& rows) {
  State& state = *state_;
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.status(transaction.code());
  Statement forget(state.connection, "DELETE FROM run_profile WHERE run_id = ?");
  if (forget.bind(1, id).run() != SQLITE_OK) return state.status(forget.code());
  std::int64_t place = 0;
  for (const ProfileRecord& row : rows) {
    Statement insert(state.connection, R"(
        INSERT INTO run_profile (run_id, place, node, layer, kind, direction, seconds, flops, bytes, limit_seconds)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))");
    insert.bind(1, id)
        .bind(2, ++place)
        .bind(3, std::string_view(row.node))
        .bind(4, std::string_view(row.layer))
        .bind(5, std::string_view(row.kind))
        .bind(6, std::string_view(row.direction))
        .bind(7, row.seconds)
        .bind(8, row.flops)
        .bind(9, row.bytes)
        .bind(10, row.limit_seconds);
    if (insert.run() != SQLITE_OK) return state.status(insert.code());
  }
  return state.status(transaction.commit());
}

Status RunStore::record_warnings(std::int64_t id, const std::vector<WarningRecord>& warnings) {
  State& state = *state_;
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.status(transaction.code());
  Statement forget(state.connection, "DELETE FROM run_warnings WHERE run_id = ?");
  if (forget.bind(1, id).run() != SQLITE_OK) return state.status(forget.code());
  std::int64_t place = 0;
  for (const WarningRecord& warning : warnings) {
    Statement insert(state.connection,
                     "INSERT INTO run_warnings (run_id, place, code, text, help) VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, id)
        .bind(2, ++place)
        .bind(3, std::string_view(warning.code))
        .bind(4, std::string_view(warning.text))
        .bind(5, std::string_view(warning.help));
    if (insert.run() != SQLITE_OK) return state.status(insert.code());
  }
  return state.status(transaction.commit());
}

Status RunStore::record_end_reason(std::int64_t id, std::string_view reason) {
  Statement update(state_->connection, "UPDATE runs SET end_reason = ? WHERE id = ?");
  return state_->status(update.bind_unless_empty(1, reason).bind(2, id).run());
}

int RunStore::State::mark_ended(std::int64_t id, RunStatus status, std::string_view error) {
  Statement update(connection, R"(
      UPDATE runs SET status = ?, error = ?, finished_at = ?, seconds = coalesce(?, seconds) WHERE id = ?)");
  update.bind(1, std::string_view(name_of(status)))
      .bind_unless_empty(2, error)
      .bind(3, std::string_view(store::utc_now()))
      .bind(5, id);
  if (const auto run = live.find(id); run != live.end()) update.bind(4, run->second.seconds());
  return update.run();
}

Status RunStore::finish_run(std::int64_t id, RunStatus status, std::string_view error) {
  State& state = *state_;
  if (const int code = state.mark_ended(id, status, error); code != SQLITE_OK) return state.status(code);
  state.live.erase(id);
  return Done{};
}

}  // namespace cae
