// The members of RunStore that read back what was recorded.
#include <algorithm>
#include <charconv>
#include <limits>
#include <sstream>
#include <utility>

#include "framework/base/catalogue/store.h"
#include "framework/base/nearest_name.h"
#include "framework/store/store_state.h"

namespace cae {
namespace {

using store::Connection;
using store::Statement;

constexpr std::size_t most_suggestions = 3;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// The newest names that contain `word`.
std::vector<std::string> names_with(const std::vector<std::string>& names, std::string_view word) {
  std::vector<std::string> found;
  for (const std::string& name : names) {
    const bool contains = !word.empty() && name.find(word) != std::string::npos;
    if (contains && found.size() < most_suggestions) found.push_back(name);
  }
  return found;
}

// Up to three runs that `word` may mean: names that contain it, else the nearest name, else names with the
// word nearest to it, else the newest.
std::vector<std::string> nearest_runs(const std::vector<RunSummary>& runs, std::string_view word) {
  std::vector<std::string> names;
  std::vector<std::string> words;
  for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
    names.push_back(run->name);
    words.insert(words.end(), {run->experiment, run->variant});
  }
  std::vector<std::string> near = names_with(names, word);
  if (near.empty()) near = names_with(names, nearest_name(word, names));
  if (near.empty()) near = names_with(names, nearest_name(word, words));
  if (near.empty()) {
    near.assign(names.begin(),
                names.begin() + static_cast<std::ptrdiff_t>(std::min(most_suggestions, names.size())));
  }
  return near;
}

// The results of `make` for every row of the answer.
template <class Make>
auto all_rows(const Connection& connection, Statement& select, Make make)
    -> Result<std::vector<decltype(make(select))>> {
  std::vector<decltype(make(select))> list;
  while (select.step()) list.push_back(make(select));
  if (select.code() != SQLITE_OK) return connection.diagnostic(select.code());
  return list;
}

Result<std::vector<PluginRecord>> plugins_of(const Connection& connection, std::int64_t id) {
  Statement select(connection,
                   "SELECT name, version, path, sha256 FROM plugins WHERE run_id = ? ORDER BY name");
  select.bind(1, id);
  return all_rows(connection, select, [](const Statement& row) {
    return PluginRecord{row.text("name"), row.text("version"), row.text("path"), row.text("sha256")};
  });
}

Result<std::vector<InputRecord>> inputs_of(const Connection& connection, std::int64_t id) {
  Statement select(
      connection,
      "SELECT role, path, files, bytes, method, modified_ns, sum, array FROM run_inputs WHERE run_id = ? "
      "ORDER BY role");
  select.bind(1, id);
  return all_rows(connection, select, [](const Statement& row) {
    return InputRecord{.role = row.text("role"),
                       .path = row.text("path"),
                       .array = row.text("array"),
                       .files = row.integer("files"),
                       .bytes = row.integer("bytes"),
                       .sampled = row.text("method") == "samples",
                       .modified_ns = row.integer("modified_ns"),
                       .sum = row.text("sum")};
  });
}

// Tags one after another, with a line end between them, as group_concat gives them.
constexpr const char* tags_column =
    "(SELECT group_concat(tag, char(10)) FROM (SELECT tag FROM tags WHERE run_id = runs.id ORDER BY tag)) AS "
    "tags";

std::vector<std::string> tags_of(const std::string& joined) {
  std::vector<std::string> tags;
  std::istringstream lines(joined);
  for (std::string tag; std::getline(lines, tag);) tags.push_back(tag);
  return tags;
}

// Which run it is.
template <class Run>
Run identified(const Statement& row) {
  Run run;
  run.id = row.integer("id");
  run.name = row.text("name");
  run.experiment = row.text("experiment");
  run.variant = row.text("variant");
  run.seed = static_cast<std::uint64_t>(row.integer("seed"));
  run.status = store::status_of(row.text("status"));
  run.epochs_planned = row.integer("epochs_planned");
  run.started_at = row.text("started_at");
  run.seconds = row.optional_real("seconds");
  run.tags = tags_of(row.text("tags"));
  run.note = row.text("note");
  return run;
}

StoredRun stored_run(const Statement& row) {
  auto run = identified<StoredRun>(row);
  run.error = row.text("error");
  run.experiment_file = row.text("experiment_file");
  run.experiment_text = row.text("experiment_text");
  run.model_file = row.text("model_file");
  run.model_text = row.text("model_text");
  run.configuration = row.text("configuration");
  run.command = row.text("command");
  run.cae_lab_version = row.text("cae_lab_version");
  run.onednn_version = row.text("onednn_version");
  run.cpu = row.text("cpu");
  run.isa = row.text("isa");
  run.threads = row.integer("threads");
  run.ranks = row.integer("ranks");
  run.git_revision = row.optional_text("git_revision");
  run.parameters = row.integer("parameters");
  run.trainable_parameters = row.integer("trainable_parameters");
  run.finished_at = row.text("finished_at");
  run.call = row.optional_integer("call_id");
  run.end_reason = row.text("end_reason");
  run.begun_as = row.text("begun_as");
  return run;
}

}  // namespace

Result<std::vector<RunSummary>> RunStore::runs() const {
  const std::string question = std::string("SELECT ") + tags_column + R"(,
             runs.id, runs.name, runs.experiment, runs.variant, runs.seed, runs.status, runs.epochs_planned,
             runs.started_at, runs.seconds, runs.note, epochs, best_test_loss, best_epoch, best_validation_loss,
             final_train_loss, final_test_loss, final_validation_loss
      FROM run_summary JOIN runs ON runs.id = run_id ORDER BY run_id)";
  Statement select(state_->connection, question.c_str());
  return all_rows(state_->connection, select, [](const Statement& row) {
    auto run = identified<RunSummary>(row);
    run.epochs = row.integer("epochs");
    run.best_test_loss = row.optional_real("best_test_loss");
    run.best_epoch = row.optional_integer("best_epoch");
    run.best_validation_loss = row.optional_real("best_validation_loss");
    run.final_train_loss = row.optional_real("final_train_loss");
    run.final_test_loss = row.optional_real("final_test_loss");
    run.final_validation_loss = row.optional_real("final_validation_loss");
    return run;
  });
}

Result<StoredRun> RunStore::run(std::int64_t id) const {
  const std::string question = std::string("SELECT ") + tags_column + R"(,
             id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file,
             model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, ranks, git_revision,
             parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds, call_id, end_reason,
             note, coalesce(begun_as, name) AS begun_as
      FROM runs WHERE id = ?)";
  Statement select(state_->connection, question.c_str());
  select.bind(1, id);
  if (!select.step()) {
    if (select.code() != SQLITE_OK) return state_->connection.diagnostic(select.code());
    const Result<std::vector<RunSummary>> all = runs();
    if (!all) return all.diagnostics();
    return catalogue::unknown_run(std::to_string(id), nearest_runs(*all, ""));
  }
  StoredRun run = stored_run(select);
  if (!store::is_run_name(run.name)) return catalogue::bad_run_name(state_->connection.path(), run.name);
  Result<std::vector<PluginRecord>> plugins = plugins_of(state_->connection, id);
  if (!plugins) return plugins.diagnostics();
  run.plugins = std::move(plugins).take();
  Result<std::vector<InputRecord>> inputs = inputs_of(state_->connection, id);
  if (!inputs) return inputs.diagnostics();
  run.inputs = std::move(inputs).take();
  return run;
}

Result<CallRecord> RunStore::call(std::int64_t id) const {
  Statement call(state_->connection, "SELECT command, options FROM calls WHERE id = ?");
  CallRecord record;
  if (call.bind(1, id).step()) {
    record.command = call.text("command");
    record.options = call.text("options");
  }
  if (call.code() != SQLITE_OK) return state_->connection.diagnostic(call.code());
  Statement runs(state_->connection, "SELECT variant, seed FROM call_runs WHERE call_id = ? ORDER BY place");
  runs.bind(1, id);
  Result<std::vector<ChosenRun>> chosen = all_rows(state_->connection, runs, [](const Statement& row) {
    return ChosenRun{row.text("variant"), static_cast<std::uint64_t>(row.integer("seed"))};
  });
  if (!chosen) return chosen.diagnostics();
  record.runs = std::move(chosen).take();
  return record;
}

Result<std::optional<std::int64_t>> RunStore::run_of_call(std::int64_t call, const ChosenRun& chosen) const {
  Statement select(state_->connection, "SELECT id FROM runs WHERE call_id = ? AND variant = ? AND seed = ?");
  select.bind(1, call)
      .bind(2, std::string_view(chosen.variant))
      .bind(3, static_cast<std::int64_t>(chosen.seed));
  if (select.step()) return std::optional<std::int64_t>(select.integer());
  if (select.code() != SQLITE_OK) return state_->connection.diagnostic(select.code());
  return std::optional<std::int64_t>();
}

Result<std::vector<EpochRecord>> RunStore::epochs(std::int64_t id) const {
  Statement select(state_->connection, R"(
      SELECT epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, validation_loss
      FROM epochs WHERE run_id = ? ORDER BY epoch)");
  select.bind(1, id);
  return all_rows(state_->connection, select, [](const Statement& row) {
    return EpochRecord{.epoch = row.integer("epoch"),
                       .train_loss = row.optional_real("train_loss").value_or(not_a_number),
                       .validation_loss = row.optional_real("validation_loss"),
                       .test_loss = row.optional_real("test_loss"),
                       .seconds = row.real("seconds"),
                       .learning_rate = row.real("learning_rate"),
                       .images_per_second = row.real("images_per_second")};
  });
}

Result<std::vector<MetricRecord>> RunStore::metrics(std::int64_t id) const {
  Statement select(state_->connection,
                   "SELECT analysis, name, value, split, class FROM metrics WHERE run_id = ? "
                   "ORDER BY analysis, name, split, class");
  select.bind(1, id);
  return all_rows(state_->connection, select, [](const Statement& row) {
    return MetricRecord{.analysis = row.text("analysis"),
                        .name = row.text("name"),
                        .value = row.optional_real("value").value_or(not_a_number),
                        .split = row.text("split"),
                        .class_name = row.text("class")};
  });
}

Result<std::vector<ArtefactRecord>> RunStore::artefacts(std::int64_t id) const {
  Statement select(state_->connection,
                   "SELECT kind, path, description, analysis, images FROM artefacts WHERE run_id = ? "
                   "ORDER BY path");
  select.bind(1, id);
  Result<std::vector<ArtefactRecord>> list = all_rows(state_->connection, select, [](const Statement& row) {
    return ArtefactRecord{.kind = row.text("kind"),
                          .path = row.text("path"),
                          .description = row.text("description"),
                          .analysis = row.text("analysis"),
                          .images = image_set_named(row.text("images"))};
  });
  if (!list) return list;
  for (const ArtefactRecord& artefact : *list) {
    if (!store::is_inside_store(artefact.path)) {
      return catalogue::artefact_outside(state_->connection.path(), std::to_string(id), artefact.path);
    }
  }
  return list;
}

Result<std::vector<ProfileRecord>> RunStore::profile(std::int64_t id) const {
  Statement select(state_->connection, R"(
      SELECT node, layer, kind, direction, seconds, flops, bytes, limit_seconds
      FROM run_profile WHERE run_id = ? ORDER BY place)");
  select.bind(1, id);
  return all_rows(state_->connection, select, [](const Statement& row) {
    return ProfileRecord{.node = row.text("node"),
                         .layer = row.text("layer"),
                         .kind = row.text("kind"),
                         .direction = row.text("direction"),
                         .seconds = row.real("seconds"),
                         .flops = row.real("flops"),
                         .bytes = row.real("bytes"),
                         .limit_seconds = row.real("limit_seconds")};
  });
}

Result<std::vector<WarningRecord>> RunStore::warnings(std::int64_t id) const {
  Statement select(state_->connection,
                   "SELECT code, text, help FROM run_warnings WHERE run_id = ? ORDER BY place");
  select.bind(1, id);
  return all_rows(state_->connection, select, [](const Statement& row) {
    return WarningRecord{row.text("code"), row.text("text"), row.text("help")};
  });
}

Result<std::int64_t> RunStore::find(std::string_view word) const {
  const Result<std::vector<RunSummary>> all = runs();
  if (!all) return all.diagnostics();
  std::int64_t id = 0;
  const auto parsed = std::from_chars(word.data(), word.data() + word.size(), id);
  const bool is_id = parsed.ec == std::errc() && parsed.ptr == word.data() + word.size();
  for (const RunSummary& run : *all) {
    if (is_id ? run.id == id : run.name == word) return run.id;
  }
  if (word == "last" && !all->empty()) return all->back().id;
  return catalogue::unknown_run(word, nearest_runs(*all, word));
}

}  // namespace cae
