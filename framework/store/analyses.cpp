// The members of RunStore that keep what comes after training: pictures, analyses and their results.
#include <algorithm>
#include <array>

#include "framework/base/catalogue/store.h"
#include "framework/store/store_state.h"

namespace cae {
namespace {

using store::Connection;
using store::Statement;
using store::Transaction;

constexpr std::array<const char*, 5> analysis_status_names = {"missing", "running", "done", "failed",
                                                              "interrupted"};

AnalysisStatus analysis_status_of(std::string_view name) {
  const auto* found = std::find(analysis_status_names.begin(), analysis_status_names.end(), name);
  return static_cast<AnalysisStatus>(found -
                                     analysis_status_names.begin());  // the table's CHECK allows no other
}

int plan(Connection& connection, std::int64_t id, const std::vector<AnalysisRecord>& analyses) {
  for (const AnalysisRecord& analysis : analyses) {
    Statement insert(connection, R"(
        INSERT INTO analyses (run_id, place, name, plugin, settings, weights, status)
        VALUES (?1, (SELECT coalesce(max(place), 0) + 1 FROM analyses WHERE run_id = ?1), ?2, ?3, ?4, ?5, 'missing')
        ON CONFLICT (run_id, name) DO UPDATE SET plugin = ?3, settings = ?4, weights = ?5)");
    insert.bind(1, id)
        .bind(2, std::string_view(analysis.name))
        .bind(3, std::string_view(analysis.plugin))
        .bind(4, std::string_view(analysis.settings))
        .bind(5, std::string_view(analysis.weights));
    if (insert.run() != SQLITE_OK) return insert.code();
  }
  return SQLITE_OK;
}

int forget_results(Connection& connection, std::int64_t id, const std::string& name) {
  for (const char* sql : {"DELETE FROM metrics WHERE run_id = ? AND analysis = ?",
                          "DELETE FROM artefacts WHERE run_id = ? AND analysis = ?"}) {
    Statement forget(connection, sql);
    if (forget.bind(1, id).bind(2, std::string_view(name)).run() != SQLITE_OK) return forget.code();
  }
  return SQLITE_OK;
}

int outdate(Connection& connection, std::int64_t id, const std::string& name) {
  Statement update(connection,
                   "UPDATE analyses SET status = 'missing', error = NULL, seconds = NULL, made_at = NULL "
                   "WHERE run_id = ? AND name = ?");
  if (update.bind(1, id).bind(2, std::string_view(name)).run() != SQLITE_OK) return update.code();
  return forget_results(connection, id, name);
}

int record_results(Connection& connection, std::int64_t id, const std::string& name,
                   const std::vector<MetricRecord>& metrics, const std::vector<ArtefactRecord>& artefacts) {
  if (const int code = forget_results(connection, id, name); code != SQLITE_OK) return code;
  for (const MetricRecord& metric : metrics) {
    if (const int code = store::insert_metric(connection, id, metric); code != SQLITE_OK) return code;
  }
  for (const ArtefactRecord& artefact : artefacts) {
    if (const int code = store::insert_artefact(connection, id, artefact); code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

}  // namespace

const char* name_of(AnalysisStatus status) {
  return analysis_status_names[static_cast<std::size_t>(status)];
}

int store::insert_metric(Connection& connection, std::int64_t id, const MetricRecord& metric) {
  Statement insert(connection,
                   "INSERT OR REPLACE INTO metrics (run_id, analysis, name, split, class, value) VALUES (?, "
                   "?, ?, ?, ?, ?)");
  insert.bind(1, id)
      .bind(2, std::string_view(metric.analysis))
      .bind(3, std::string_view(metric.name))
      .bind(4, std::string_view(metric.split))
      .bind(5, std::string_view(metric.class_name))
      .bind(6, metric.value);
  return insert.run();
}

int store::insert_artefact(Connection& connection, std::int64_t id, const ArtefactRecord& artefact) {
  Statement insert(connection,
                   "INSERT OR REPLACE INTO artefacts (run_id, kind, path, description, analysis, images) "
                   "VALUES (?, ?, ?, ?, ?, ?)");
  insert.bind(1, id)
      .bind(2, std::string_view(artefact.kind))
      .bind(3, std::string_view(artefact.path))
      .bind(4, std::string_view(artefact.description))
      .bind(5, std::string_view(artefact.analysis))
      .bind(6, artefact.images ? to_string(*artefact.images) : std::string_view(""));
  return insert.run();
}

Status RunStore::record_trained(std::int64_t id, const std::vector<AnalysisRecord>& trained_analyses) {
  const Result<std::vector<AnalysisRecord>> earlier = analyses(id);
  if (!earlier) return earlier.diagnostics();
  State& state = *state_;
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.status(transaction.code());
  if (const int code = state.mark_ended(id, RunStatus::done, ""); code != SQLITE_OK)
    return state.status(code);
  for (const AnalysisRecord& analysis : *earlier) {
    if (const int code = outdate(state.connection, id, analysis.name); code != SQLITE_OK)
      return state.status(code);
  }
  if (const int code = plan(state.connection, id, trained_analyses); code != SQLITE_OK)
    return state.status(code);
  return state.status(transaction.commit());
}

Result<StartedRun> RunStore::take_run(std::int64_t id) {
  State& state = *state_;
  const Result<StoredRun> stored = run(id);
  if (!stored) return stored.diagnostics();
  StartedRun taken{.id = id, .name = stored->name, .folder = folder(stored->name)};
  Result<store::RunLock> lock = store::claim(taken.folder, taken.name);
  if (!lock) return lock.diagnostics();
  state.live.insert_or_assign(id, LiveRun{std::move(*lock), stored->seconds.value_or(0.0)});
  return taken;
}

void RunStore::release_run(std::int64_t id) {
  state_->live.erase(id);
}

Status RunStore::plan_analyses(std::int64_t id, const std::vector<AnalysisRecord>& analyses,
                               const std::vector<std::string>& outdated) {
  State& state = *state_;
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.status(transaction.code());
  for (const std::string& name : outdated) {
    if (const int code = outdate(state.connection, id, name); code != SQLITE_OK) return state.status(code);
  }
  if (const int code = plan(state.connection, id, analyses); code != SQLITE_OK) return state.status(code);
  return state.status(transaction.commit());
}

Status RunStore::begin_analysis(std::int64_t id, const std::string& name) {
  Statement update(state_->connection,
                   "UPDATE analyses SET status = 'running', error = NULL, seconds = NULL, made_at = NULL "
                   "WHERE run_id = ? AND name = ?");
  return state_->status(update.bind(1, id).bind(2, std::string_view(name)).run());
}

Status RunStore::finish_analysis(std::int64_t id, const AnalysisRecord& record,
                                 const std::vector<MetricRecord>& metrics,
                                 const std::vector<ArtefactRecord>& artefacts) {
  State& state = *state_;
  Transaction transaction(state.connection);
  if (transaction.code() != SQLITE_OK) return state.status(transaction.code());
  Statement update(state.connection, R"(
      UPDATE analyses SET status = ?, error = ?, seconds = ?, made_at = ? WHERE run_id = ? AND name = ?)");
  update.bind(1, std::string_view(name_of(record.status)))
      .bind_unless_empty(2, record.error)
      .bind(3, record.seconds)
      .bind(4, std::string_view(store::utc_now()))
      .bind(5, id)
      .bind(6, std::string_view(record.name));
  if (update.run() != SQLITE_OK) return state.status(update.code());
  if (record.status == AnalysisStatus::done || !metrics.empty() || !artefacts.empty()) {
    const int code = record_results(state.connection, id, record.name, metrics, artefacts);
    if (code != SQLITE_OK) return state.status(code);
  }
  return state.status(transaction.commit());
}

Result<std::vector<AnalysisRecord>> RunStore::analyses(std::int64_t id) const {
  const Result<StoredRun> stored = run(id);
  if (!stored) return stored.diagnostics();
  const bool alive = is_alive(stored->name);
  Statement select(state_->connection, R"(
      SELECT name, plugin, settings, weights, status, error, seconds FROM analyses WHERE run_id = ? ORDER BY place)");
  select.bind(1, id);
  std::vector<AnalysisRecord> list;
  while (select.step()) {
    AnalysisRecord analysis{.name = select.text("name"),
                            .plugin = select.text("plugin"),
                            .settings = select.text("settings"),
                            .weights = select.text("weights"),
                            .status = analysis_status_of(select.text("status")),
                            .error = select.text("error"),
                            .seconds = select.optional_real("seconds")};
    if (analysis.status == AnalysisStatus::running && !alive) analysis.status = AnalysisStatus::interrupted;
    list.push_back(std::move(analysis));
  }
  if (select.code() != SQLITE_OK) return state_->connection.diagnostic(select.code());
  return list;
}

}  // namespace cae
