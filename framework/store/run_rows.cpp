#include "framework/store/run_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cae::store {
namespace {

// What can change without another result: what is said of a run, and where and how fast it was made.
constexpr std::array<std::string_view, 6> outward_tables = {"tags",         "analyses",   "run_profile",
                                                            "run_warnings", "run_inputs", "plugins"};
constexpr std::array<std::string_view, 3> outward_columns = {"seconds", "recorded_at", "images_per_second"};

template <class List>
bool holds(const List& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char letter : name) text += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return text + "\"";
}

std::string list_of(const std::vector<std::string>& columns) {
  std::string text;
  for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + quoted(column);
  return text;
}

bool has_paths(const RunTable& table) {
  return table.name == "artefacts";
}

int copy_rows(Connection& connection, const RunTable& table, const CopiedRun& run) {
  std::string values;
  for (const std::string& column : table.columns) {
    const bool path = has_paths(table) && column == "path";
    values += ", " + (path ? "CASE WHEN substr(path, 1, length(?3) + 1) = ?3 || '/' "
                             "THEN ?4 || substr(path, length(?3) + 1) ELSE path END"
                           : quoted(column));
  }
  const std::string name = quoted(table.name);
  const std::string sql =
      fmt::format("INSERT INTO main.{} (run_id, {}) SELECT ?2{} FROM source.{} WHERE run_id = ?1", name,
                  list_of(table.columns), values, name);
  Statement copy(connection, sql.c_str());
  copy.bind(1, run.from).bind(2, run.to);
  if (has_paths(table)) {
    copy.bind(3, std::string_view(run.from_name)).bind(4, std::string_view(run.to_name));
  }
  return copy.run();
}

int copy_row_of_run(Connection& connection, const CopiedRun& run) {
  const std::string columns = list_of(columns_of(connection, "runs", {"id", "name", "call_id", "status"}));
  const std::string sql = fmt::format(
      "INSERT INTO main.runs (id, name, call_id, status, {0}) SELECT ?2, ?3, ?4, "
      "CASE status WHEN 'running' THEN 'interrupted' ELSE status END, {0} FROM source.runs WHERE id = ?1",
      columns);
  Statement copy(connection, sql.c_str());
  copy.bind(1, run.from).bind(2, run.to).bind(3, std::string_view(run.to_name));
  if (run.call) copy.bind(4, *run.call);
  return copy.run();
}

// Whether every row of run ?1 of the first database is one of run ?2 of the second; SQLite's code in `code`.
bool has_all(const Connection& connection, const RunTable& table, const char* first, std::int64_t first_run,
             const char* second, std::int64_t second_run, int& code) {
  std::string columns;
  for (const std::string& column : table.columns) {
    if (holds(outward_columns, column)) continue;
    // Behind the folder, which is named after the run.
    const bool path = has_paths(table) && column == "path";
    columns += (columns.empty() ? "" : ", ") + (path ? "substr(path, instr(path, '/'))" : quoted(column));
  }
  const std::string name = quoted(table.name);
  const std::string sql = fmt::format(
      "SELECT {0} FROM {2}.{1} WHERE run_id = ?1 EXCEPT SELECT {0} FROM {3}.{1} WHERE run_id = ?2 LIMIT 1",
      columns, name, first, second);
  Statement rest(connection, sql.c_str());
  const bool all = !rest.bind(1, first_run).bind(2, second_run).step();
  if (code == SQLITE_OK) code = rest.code();
  return all;
}

// The first epoch that both have with other losses; 0 for none.
std::int64_t first_other_epoch(const Connection& connection, std::int64_t source, std::int64_t main) {
  Statement epoch(connection, R"(
      SELECT min(a.epoch) FROM source.epochs AS a JOIN main.epochs AS b ON a.epoch = b.epoch
      WHERE a.run_id = ?1 AND b.run_id = ?2 AND
            (a.train_loss, a.validation_loss, a.test_loss) IS NOT (b.train_loss, b.validation_loss, b.test_loss))");
  return epoch.bind(1, source).bind(2, main).step() ? epoch.integer() : 0;
}

// Where a run is: its epochs, and how it ended.
struct Progress {
  std::int64_t epochs = 0;
  std::int64_t end = 0;
};
Progress progress_of(const Connection& connection, const char* database, std::int64_t run) {
  const std::string sql = fmt::format(
      "SELECT (SELECT count(*) FROM {0}.epochs WHERE run_id = runs.id) AS epochs, "
      "CASE status WHEN 'done' THEN 2 WHEN 'failed' THEN 1 ELSE 0 END AS end FROM {0}.runs WHERE id = ?1",
      database);
  Statement select(connection, sql.c_str());
  if (!select.bind(1, run).step()) return {};
  return {select.integer("epochs"), select.integer("end")};
}

bool has_same_origin(const Connection& connection, std::int64_t source, std::int64_t main) {
  Statement same(connection, R"(
      SELECT 1 FROM source.runs AS a JOIN main.runs AS b
      WHERE a.id = ?1 AND b.id = ?2 AND
            (a.experiment, a.variant, a.seed, a.model_text, a.begun_as) =
            (b.experiment, b.variant, b.seed, b.model_text, b.begun_as))");
  return same.bind(1, source).bind(2, main).step();
}

}  // namespace

std::vector<std::string> columns_of(const Connection& connection, const std::string& table,
                                    const std::vector<std::string>& without) {
  std::vector<std::string> columns;
  Statement select(connection, "SELECT name FROM pragma_table_info(?1, 'main')");
  select.bind(1, std::string_view(table));
  while (select.step()) {
    if (!holds(without, select.text("name"))) columns.push_back(select.text("name"));
  }
  return columns;
}

std::vector<RunTable> run_tables(const Connection& connection) {
  std::vector<RunTable> tables;
  Statement select(connection, R"(
      SELECT name FROM main.sqlite_schema AS object
      WHERE type = 'table' AND
            EXISTS (SELECT 1 FROM pragma_table_info(object.name, 'main') AS part WHERE part.name = 'run_id')
      ORDER BY name)");
  while (select.step()) {
    RunTable table{.name = select.text("name")};
    table.columns = columns_of(connection, table.name, {"run_id"});
    table.of_epochs = holds(table.columns, "epoch");
    tables.push_back(std::move(table));
  }
  return tables;
}

int copy_run(Connection& connection, const std::vector<RunTable>& tables, const CopiedRun& run) {
  if (const int code = copy_row_of_run(connection, run); code != SQLITE_OK) return code;
  for (const RunTable& table : tables) {
    if (const int code = copy_rows(connection, table, run); code != SQLITE_OK) return code;
  }
  Statement analysing(
      connection, "UPDATE main.analyses SET status = 'interrupted' WHERE run_id = ? AND status = 'running'");
  return analysing.bind(1, run.to).run();
}

int copy_labels(Connection& connection, const std::string& database, std::int64_t from, std::int64_t to) {
  const std::string add = fmt::format(
      "INSERT OR IGNORE INTO main.tags (run_id, tag) SELECT ?2, tag FROM {}.tags WHERE run_id = ?1",
      database);
  Statement tags(connection, add.c_str());
  if (tags.bind(1, from).bind(2, to).run() != SQLITE_OK) return tags.code();
  const std::string write = fmt::format(
      "UPDATE main.runs SET note = coalesce(note, (SELECT note FROM {}.runs WHERE id = ?1)) WHERE id = ?2",
      database);
  Statement note(connection, write.c_str());
  return note.bind(1, from).bind(2, to).run();
}

Result<Comparison> compare_runs(const Connection& connection, const std::vector<RunTable>& tables,
                                std::int64_t source, std::int64_t main) {
  if (!has_same_origin(connection, source, main)) {
    return Comparison{Standing::apart, "another experiment, variant, seed or model"};
  }
  const Progress here = progress_of(connection, "source", source);
  const Progress there = progress_of(connection, "main", main);
  int code = SQLITE_OK;
  bool source_has_main = true;
  bool main_has_source = true;
  for (const RunTable& table : tables) {
    // What follows from the weights is made anew where more epochs were trained.
    if (holds(outward_tables, table.name) || (here.epochs != there.epochs && !table.of_epochs)) continue;
    source_has_main = source_has_main && has_all(connection, table, "main", main, "source", source, code);
    main_has_source = main_has_source && has_all(connection, table, "source", source, "main", main, code);
  }
  if (code != SQLITE_OK) return connection.diagnostic(code);
  if (source_has_main && main_has_source) {
    return Comparison{here.end > there.end ? Standing::further : Standing::known};
  }
  if (source_has_main) return Comparison{Standing::further};
  if (main_has_source) return Comparison{Standing::known};
  const std::int64_t epoch = first_other_epoch(connection, source, main);
  return Comparison{Standing::apart, epoch > 0 ? fmt::format("its losses differ from epoch {} on", epoch)
                                               : "each has results that the other has not"};
}

}  // namespace cae::store
