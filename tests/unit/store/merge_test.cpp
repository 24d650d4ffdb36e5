// Stores that are merged.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "framework/store/merge_stores.h"
#include "framework/store/migrate.h"
#include "framework/store/sql_texts.h"
#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

namespace {

namespace fs = std::filesystem;

// A run with rows in every table and files in its folder.
std::int64_t full_run(RunStore& store, const RunRecord& record, int epochs = 2) {
  RunRecord whole = record;
  whole.call = store
                   .record_call({.command = "cae-lab run both.yaml",
                                 .options = R"({"epochs":2})",
                                 .runs = {{record.variant, record.seed}, {"never begun", 9}}})
                   .take();
  const StartedRun run = store.begin_run(whole).take();
  store.record_inputs(run.id, {{.role = "training images", .path = "/x.npy", .bytes = 8, .sum = "ab"}})
      .take();
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    EpochRecord row = sample_epoch(epoch, 0.1 / epoch, 0.2 / epoch);
    row.validation_loss = 0.3 / epoch;
    row.terms = {{"train", "pixels", 0.1 / epoch}, {"test", "kl", 0.01}};
    row.metrics = {{"test", "sample1", "kl", 3, 0.25}};
    store.record_epoch(run.id, row).take();
  }
  store.record_trained(run.id, {{.name = "pca8", .plugin = "pca", .weights = "last"}}).take();
  store.record_profile(run.id, {{.node = "conv1", .layer = "conv1", .kind = "conv", .direction = "forward"}})
      .take();
  store.record_warnings(run.id, {{"W811", "it is odd", "look at it"}}).take();
  const std::string picture = run.name + "/pca8.png";
  store
      .finish_analysis(run.id, {.name = "pca8", .plugin = "pca", .status = AnalysisStatus::done},
                       {{.analysis = "pca8", .name = "variance", .value = 0.9, .class_name = "shoe"}},
                       {{.kind = "plot", .path = picture, .description = "both", .analysis = "pca8"}})
      .take();
  fs::create_directories(run.folder + "/tables");
  std::ofstream(run.folder + "/last.safetensors") << "weights of " << record.variant << record.seed;
  std::ofstream(run.folder + "/tables/pca8.csv") << "1,2\n";
  store.finish_run(run.id, RunStatus::done).take();
  store.tag_run(run.id, "paper").take();
  store.note_run(run.id, "see page 3").take();
  return run.id;
}

void fill(const std::string& directory, const std::vector<RunRecord>& runs) {
  RunStore store = RunStore::open(directory, StoreAccess::write).take();
  for (const RunRecord& run : runs) full_run(store, run);
}

struct Merged {
  Status status = Done{};
  std::vector<TakenStore> stores = {};
};
Merged merge(const std::vector<std::string>& sources, const std::string& target) {
  Merged merged;
  merged.status = merge_stores(sources, target, Journal::usual,
                               [&](const TakenStore& store) { merged.stores.push_back(store); });
  return merged;
}

// Every row of every table that belongs to a run, told by the run's identity instead of its number.
std::string rows_of(const std::string& directory) {
  const RunStore store = RunStore::open(directory, StoreAccess::read).take();
  std::ostringstream text;
  const auto print = [&](const std::string& sql) {
    std::multiset<std::string> lines;
    for (const auto& row : store.query(sql).take().rows) {
      std::ostringstream line;
      for (const Cell& cell : row) {
        std::visit(
            [&](const auto& value) {
              if constexpr (!std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) line << value;
              line << '|';
            },
            cell);
      }
      lines.insert(line.str());
    }
    for (const std::string& line : lines) text << line << '\n';
  };
  print(
      "SELECT identity, begun_as, experiment, variant, seed, status, error, end_reason, experiment_file, "
      "experiment_text, "
      "model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, "
      "git_revision, "
      "parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds, note FROM runs "
      "ORDER BY 1");
  for (const auto& name : store
                              .query("SELECT object.name FROM sqlite_schema AS object JOIN "
                                     "pragma_table_info(object.name) AS part WHERE object.type = 'table' AND "
                                     "part.name = 'run_id' ORDER BY 1")
                              .take()
                              .rows) {
    const std::string table = std::get<std::string>(name.at(0));
    std::string columns;
    for (const auto& column :
         store.query("SELECT name FROM pragma_table_info('" + table + "') WHERE name <> 'run_id'")
             .take()
             .rows) {
      const std::string text_of_column = std::get<std::string>(column.at(0));
      columns += ", " + (text_of_column == "path" && table == "artefacts" ? "replace(path, name || '/', '')"
                                                                          : "part." + text_of_column);
    }
    text << table << '\n';
    print("SELECT identity" + columns + " FROM " + table + " AS part JOIN runs ON runs.id = run_id");
  }
  text << "calls\n";
  print(
      "SELECT DISTINCT identity, calls.command, options, began_at, place, call_runs.variant, call_runs.seed "
      "FROM runs "
      "JOIN calls ON calls.id = runs.call_id JOIN call_runs ON call_runs.call_id = calls.id ORDER BY 1, 5");
  return text.str();
}

std::string content(const std::string& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("a merge takes every row of every table, and the files") {
  const TemporaryFolder folder;
  fill(folder.path("a"), {sample_run("denoise", "narrow", 1), sample_run("denoise", "narrow", 2)});
  fill(folder.path("b"), {sample_run("denoise", "wide", 1)});
  const std::string before = rows_of(folder.path("a"));
  const Merged merged = merge({folder.path("a"), folder.path("b")}, folder.path("all"));
  REQUIRE(merged.status);
  CHECK(rows_of(folder.path("a")) == before);
  // What both hold, each store's rows in the order of identities.
  const Merged alone = merge({folder.path("a")}, folder.path("only a"));
  REQUIRE(alone.status);
  CHECK(rows_of(folder.path("only a")) == before);
  // No table is forgotten: every one has rows.
  const RunStore all = RunStore::open(folder.path("all"), StoreAccess::read).take();
  for (const char* table : {"plugins", "epochs", "epoch_terms", "epoch_metrics", "metrics", "artefacts",
                            "analyses", "run_inputs", "run_profile", "run_warnings", "tags"}) {
    INFO(table);
    CHECK(one_value(all, std::string("SELECT count(DISTINCT run_id) FROM ") + table) == "3");
  }
  CHECK(one_value(all, "SELECT group_concat(name, ' ') FROM runs") ==
        "0001-denoise-narrow-s1 0002-denoise-narrow-s2 0003-denoise-wide-s1");
  CHECK(all.run(3).take().begun_as == "0001-denoise-wide-s1");
  CHECK(all.artefacts(3).take().at(0).path == "0003-denoise-wide-s1/pca8.png");
  CHECK(content(folder.path("all/0003-denoise-wide-s1/last.safetensors")) == "weights of wide1");
  CHECK(content(folder.path("all/0003-denoise-wide-s1/tables/pca8.csv")) == "1,2\n");
  CHECK_FALSE(fs::exists(folder.path("all/.merging")));
  REQUIRE(merged.stores.size() == 2);
  CHECK(merged.stores[1].taken.at(0).from == "0001-denoise-wide-s1");
  CHECK(merged.stores[1].taken.at(0).name == "0003-denoise-wide-s1");
  // The next run goes on with the numbers.
  RunStore again = RunStore::open(folder.path("all"), StoreAccess::write).take();
  CHECK(again.begin_run(sample_run()).take().id == 4);
}

TEST_CASE("a table that this program does not know comes along by its column run_id") {
  const TemporaryFolder folder;
  fill(folder.path("a"), {sample_run()});
  RunStore::open(folder.path("all"), StoreAccess::write).take();
  for (const char* name : {"a/cae-lab.db", "all/cae-lab.db"}) {
    raw(folder.path(name), "CREATE TABLE later (run_id INTEGER, what TEXT)");
  }
  raw(folder.path("a/cae-lab.db"), "INSERT INTO later VALUES (1, 'new')");
  REQUIRE(merge({folder.path("a")}, folder.path("all")).status);
  const RunStore all = RunStore::open(folder.path("all"), StoreAccess::read).take();
  CHECK(one_value(all, "SELECT what FROM later WHERE run_id = 1") == "new");
}

TEST_CASE("the same run is taken once, however often its store is merged") {
  const TemporaryFolder folder;
  fill(folder.path("a"), {sample_run()});
  fs::copy(folder.path("a"), folder.path("copy"), fs::copy_options::recursive);
  REQUIRE(merge({folder.path("a"), folder.path("copy")}, folder.path("all")).status);
  const std::string once = rows_of(folder.path("all"));
  const Merged again = merge({folder.path("copy"), folder.path("a")}, folder.path("all"));
  REQUIRE(again.status);
  CHECK(again.stores.at(0).known == std::vector<std::string>{"0001-denoise-s1"});
  CHECK(rows_of(folder.path("all")) == once);
  // Also by way of another store.
  REQUIRE(merge({folder.path("all"), folder.path("a")}, folder.path("more")).status);
  CHECK(rows_of(folder.path("more")) == once);
  const RunStore all = RunStore::open(folder.path("all"), StoreAccess::read).take();
  CHECK(one_value(all, "SELECT count(*) FROM calls") == "1");
}

TEST_CASE("labels of either copy are kept") {
  const TemporaryFolder folder;
  fill(folder.path("a"), {sample_run()});
  REQUIRE(merge({folder.path("a")}, folder.path("all")).status);
  RunStore::open(folder.path("all"), StoreAccess::write).take().tag_run(1, "mine").take();
  RunStore::open(folder.path("all"), StoreAccess::write).take().note_run(1, "my note").take();
  RunStore::open(folder.path("a"), StoreAccess::write).take().tag_run(1, "theirs").take();
  REQUIRE(merge({folder.path("a")}, folder.path("all")).status);
  const RunStore all = RunStore::open(folder.path("all"), StoreAccess::read).take();
  CHECK(all.run(1).take().tags == std::vector<std::string>{"mine", "paper", "theirs"});
  CHECK(all.run(1).take().note == "my note");
}

TEST_CASE("a run that went on replaces its earlier state, whose labels it takes over") {
  const TemporaryFolder folder;
  RunStore source = RunStore::open(folder.path("a"), StoreAccess::write).take();
  const StartedRun run = source.begin_run(sample_run()).take();
  source.record_epoch(1, sample_epoch(1, 0.5, 0.4)).take();
  std::ofstream(run.folder + "/last.safetensors") << "epoch 1";
  source.finish_run(1, RunStatus::stopped).take();
  REQUIRE(merge({folder.path("a")}, folder.path("all")).status);
  RunStore::open(folder.path("all"), StoreAccess::write).take().tag_run(1, "mine").take();

  source.reopen_run(1, {.command = "again", .epochs_planned = 2}).take();
  source.record_epoch(1, sample_epoch(2, 0.4, 0.3)).take();
  std::ofstream(run.folder + "/last.safetensors") << "epoch 2";
  source.finish_run(1, RunStatus::done).take();
  const Merged merged = merge({folder.path("a")}, folder.path("all"));
  REQUIRE(merged.status);
  CHECK(merged.stores.at(0).replaced.at(0).name == "0002-denoise-s1");
  const RunStore all = RunStore::open(folder.path("all"), StoreAccess::read).take();
  CHECK(one_value(all, "SELECT group_concat(run_id || ' ' || status || ' ' || epochs) FROM run_summary") ==
        "2 done 2");
  CHECK(all.run(2).take().tags == std::vector<std::string>{"mine"});
  CHECK(content(folder.path("all/0002-denoise-s1/last.safetensors")) == "epoch 2");
  CHECK_FALSE(fs::exists(folder.path("all/0001-denoise-s1")));
  // The earlier state, from an old copy, does not come back.
  const Merged back = merge({folder.path("all")}, folder.path("a"));
  REQUIRE(back.status);
  CHECK(back.stores.at(0).known.size() == 1);
}

TEST_CASE("copies of a run that went apart are named, and the others are merged") {
  const TemporaryFolder folder;
  fill(folder.path("a"), {sample_run(), sample_run("denoise", "", 2)});
  fs::copy(folder.path("a"), folder.path("b"), fs::copy_options::recursive);
  fill(folder.path("b"), {sample_run("denoise", "", 3)});
  RunStore other = RunStore::open(folder.path("b"), StoreAccess::write).take();
  other.record_epoch(1, sample_epoch(2, 0.7, 0.7)).take();
  const Merged merged = merge({folder.path("a"), folder.path("b")}, folder.path("all"));
  REQUIRE(merged.status);
  REQUIRE(merged.stores.at(1).clashes.size() == 1);
  const Diagnostic clash = merged.stores[1].clashes.front();
  CHECK(clash.code == "E647");
  CHECK(clash.place.file == folder.path("b"));
  CHECK(clash.message.find("0001-denoise-s1 is the same run as 0001-denoise-s1 of " + folder.path("all")) !=
        std::string::npos);
  CHECK(clash.message.find("its losses differ from epoch 2 on") != std::string::npos);
  CHECK(merged.stores[1].taken.size() == 1);
  CHECK(merged.stores[1].known.size() == 1);
}

TEST_CASE("a store of an older version is read by way of a copy, and stays as it is") {
  const TemporaryFolder folder;
  fs::create_directories(folder.path("old/0001-old-s1"));
  std::ofstream(folder.path("old/0001-old-s1/last.safetensors")) << "old weights";
  {
    auto connection =
        store::Connection::open("file:" + folder.path("old/cae-lab.db"), folder.path("old/cae-lab.db"),
                                SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI)
            .take();
    std::vector<std::string_view> steps = store::migration_texts();
    steps.resize(2);
    store::migrate(connection, steps, "").take();
    REQUIRE(connection.execute(R"(
        INSERT INTO runs (name, experiment, variant, seed, status, experiment_file, experiment_text, model_file,
          model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, parameters,
          trainable_parameters, epochs_planned, started_at)
        VALUES ('0001-old-s1', 'old', '', 1, 'done', '', '', '', '', '{}', '', '0', '0', '', '', 1, 1, 1, 2, 'then'))") ==
            SQLITE_OK);
  }
  for (int times = 0; times < 2; ++times) REQUIRE(merge({folder.path("old")}, folder.path("all")).status);
  const RunStore all = RunStore::open(folder.path("all"), StoreAccess::read).take();
  CHECK(one_value(all, "SELECT group_concat(name || ' ' || identity) FROM runs") ==
        "0001-old-s1 0001-old-s1@then");
  CHECK(content(folder.path("all/0001-old-s1/last.safetensors")) == "old weights");
  auto connection = store::Connection::open("file:" + folder.path("old/cae-lab.db") + "?mode=ro", "",
                                            SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
                        .take();
  CHECK(connection.integer("PRAGMA user_version") == 2);
}

TEST_CASE("a run in training is left out until it ends, one that was killed is interrupted") {
  const TemporaryFolder folder;
  RunStore source = RunStore::open(folder.path("a"), StoreAccess::write).take();
  const StartedRun live = source.begin_run(sample_run()).take();
  {
    RunStore other = RunStore::open(folder.path("a"), StoreAccess::write).take();
    other.begin_run(sample_run("denoise", "killed")).take();
  }
  const Merged merged = merge({folder.path("a")}, folder.path("all"));
  REQUIRE(merged.status);
  CHECK(merged.stores.at(0).training == std::vector<std::string>{live.name});
  const RunStore all = RunStore::open(folder.path("all"), StoreAccess::read).take();
  CHECK(one_value(all, "SELECT group_concat(variant || ' ' || status) FROM runs") == "killed interrupted");
  source.finish_run(live.id, RunStatus::stopped).take();
  CHECK(merge({folder.path("a")}, folder.path("all")).stores.at(0).taken.size() == 1);
}

TEST_CASE("what a killed merge leaves is cleared up by the next, whose runs then have the same content") {
  const TemporaryFolder folder;
  fill(folder.path("a"), {sample_run()});
  RunStore::open(folder.path("all"), StoreAccess::write).take();
  // Its folders were made, its rows were not.
  raw(folder.path("all/cae-lab.db"), "INSERT INTO deleted_folders VALUES ('0001-denoise-s1')");
  fs::create_directories(folder.path("all/0001-denoise-s1"));
  fs::create_directories(folder.path("all/.merging/0001-denoise-s1/half"));
  std::ofstream(folder.path("all/.merging/source.db")) << "half a snapshot";
  REQUIRE(merge({folder.path("a")}, folder.path("all")).status);
  CHECK(rows_of(folder.path("all")) == rows_of(folder.path("a")));
  CHECK(fs::exists(folder.path("all/0001-denoise-s1/last.safetensors")));
  CHECK_FALSE(fs::exists(folder.path("all/.merging")));
}

TEST_CASE("a store is not merged into itself, and what is no store is named") {
  const TemporaryFolder folder;
  fill(folder.path("a"), {sample_run()});
  CHECK(code_of(merge({folder.path("a"), folder.path("a/../a")}, folder.path("a")).status) == "E646");
  CHECK(code_of(merge({folder.path("nowhere")}, folder.path("all")).status) == "E701");
  CHECK_FALSE(fs::exists(folder.path("nowhere")));
}

TEST_CASE("a call whose runs come from two copies stays one call") {
  const TemporaryFolder folder;
  RunRecord first = sample_run("denoise", "one");
  RunRecord second = sample_run("denoise", "two");
  {
    RunStore store = RunStore::open(folder.path("a"), StoreAccess::write).take();
    first.call = store.record_call({.command = "both", .runs = {{"one", 1}, {"two", 1}}}).take();
    store.finish_run(store.begin_run(first).take().id, RunStatus::done).take();
  }
  REQUIRE(merge({folder.path("a")}, folder.path("all")).status);
  {
    RunStore store = RunStore::open(folder.path("a"), StoreAccess::write).take();
    second.call = first.call;
    store.finish_run(store.begin_run(second).take().id, RunStatus::done).take();
  }
  REQUIRE(merge({folder.path("a")}, folder.path("all")).status);
  const RunStore all = RunStore::open(folder.path("all"), StoreAccess::read).take();
  CHECK(one_value(all, "SELECT count(DISTINCT call_id) FROM runs") == "1");
  CHECK(all.run_of_call(1, {"two", 1}).take() == 2);
}
