// Tags, notes and deleted runs.
#include <filesystem>
#include <fstream>

#include "framework/store/migrate.h"
#include "framework/store/sql_texts.h"
#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

namespace {

namespace fs = std::filesystem;

std::int64_t finished_run(RunStore& store, const RunRecord& record = sample_run()) {
  const StartedRun run = store.begin_run(record).take();
  store.record_epoch(run.id, sample_epoch(1, 0.5, 0.4)).take();
  std::ofstream(run.folder + "/last.safetensors") << "weights";
  store.finish_run(run.id, RunStatus::done).take();
  return run.id;
}

void make_version_7(const TemporaryFolder& folder) {
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  auto connection = store::Connection::open(folder.database(), folder.database(), flags).take();
  std::vector<std::string_view> steps = store::migration_texts();
  steps.resize(7);
  store::migrate(connection, steps, "").take();
  store::Statement insert(connection, R"(
      INSERT INTO runs (name, experiment, variant, seed, status, experiment_file, experiment_text, model_file,
        model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, parameters,
        trainable_parameters, epochs_planned, started_at)
      VALUES ('0001-old-s1', 'old', '', 1, 'done', '', '', '', '', '{"set":{"width":28}}', '', '0', '0', '', '', 1,
              1, 1, 2, ''))");
  REQUIRE(insert.run() == SQLITE_OK);
}

}  // namespace

TEST_CASE("tags and notes are kept with a run, each tag once") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = finished_run(store);
  for (const char* tag : {"paper", "best", "paper"}) store.tag_run(id, tag).take();
  store.note_run(id, "diverges\nlater").take();
  CHECK(store.run(id).take().tags == std::vector<std::string>{"best", "paper"});
  CHECK(store.runs().take().at(0).tags == std::vector<std::string>{"best", "paper"});
  CHECK(store.runs().take().at(0).note == "diverges\nlater");
  CHECK(one_value(store, "SELECT group_concat(experiment || ' ' || tag, ', ') FROM run_tags") ==
        "denoise best, denoise paper");
  CHECK(one_value(store, "SELECT note FROM run_notes WHERE run_id = 1") == "diverges\nlater");
  store.untag_run(id, "paper").take();
  store.untag_run(id, "paper").take();
  store.note_run(id, "").take();
  CHECK(store.run(id).take().tags == std::vector<std::string>{"best"});
  CHECK(one_value(store, "SELECT count(*) FROM run_notes") == "0");
  CHECK_FALSE(store.tag_run(99, "none"));
}

TEST_CASE("a store of the version before takes tags and notes and shows the settings of its runs") {
  const TemporaryFolder folder;
  make_version_7(folder);
  RunStore store = open_for_writing(folder);
  CHECK(store.run(1).take().tags.empty());
  CHECK(store.run(1).take().note.empty());
  store.tag_run(1, "old").take();
  CHECK(store.runs().take().at(0).tags == std::vector<std::string>{"old"});
  CHECK(one_value(store, "SELECT key || ' ' || value FROM run_settings") == "set.width 28");
}

TEST_CASE("every setting has a key and a value, as `show` has them") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  RunRecord record = sample_run();
  record.configuration =
      R"({"augment":[{"plugin":"noise","sigma":0.5}],"options":{"limit-test":3},"train":{"shuffle":true}})";
  finished_run(store, record);
  CHECK(one_value(store, "SELECT group_concat(key || '=' || value, ' ') FROM run_settings") ==
        "augment.0.plugin=noise augment.0.sigma=0.5 options.limit-test=3 train.shuffle=1");
}

TEST_CASE("a deleted run is gone with its rows and its folder, and others stay") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  RunRecord record = sample_run("pair", "", 1);
  record.call = store.record_call({.runs = {{"", 1}, {"", 2}}}).take();
  const std::int64_t first = finished_run(store, record);
  record.seed = 2;
  const std::int64_t second = finished_run(store, record);
  store.tag_run(first, "gone").take();
  const std::string gone = store.folder(store.run(first).take().name);
  REQUIRE(store.delete_run(first));
  CHECK(code_of(store.run(first)) == "E710");
  CHECK_FALSE(fs::exists(gone));
  CHECK(one_value(store, "SELECT (SELECT count(*) FROM epochs) || (SELECT count(*) FROM tags)") == "10");
  CHECK(fs::exists(store.folder(store.run(second).take().name) + "/last.safetensors"));
  // Its command no longer wants it.
  CHECK(store.call(*record.call).take().runs.size() == 1);
  CHECK(code_of(store.delete_run(first)) == "E710");
  // Its number is not used again.
  CHECK(finished_run(store) == 3);
}

TEST_CASE("a run that a process has is not deleted") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const StartedRun run = store.begin_run(sample_run()).take();
  RunStore other = open_for_writing(folder);
  CHECK(code_of(other.delete_run(run.id)) == "E717");
  CHECK(fs::exists(run.folder));
  CHECK(store.runs().take().size() == 1);
}

TEST_CASE("a folder that a crash left of a deleted run goes when the store is next written") {
  const TemporaryFolder folder;
  std::string left;
  std::string kept;
  {
    RunStore store = open_for_writing(folder);
    left = store.folder(store.run(finished_run(store)).take().name);
    kept = store.folder(store.run(finished_run(store)).take().name);
  }
  // As between the transaction and the removal; what names a run that is there, or another folder, is not
  // believed.
  raw(folder.database(),
      "PRAGMA foreign_keys = ON; DELETE FROM runs WHERE id = 1;"
      "INSERT INTO deleted_folders VALUES ('0001-denoise-s1'), ('0002-denoise-s1')");
  RunStore store = open_for_writing(folder);
  CHECK_FALSE(fs::exists(left));
  CHECK(fs::exists(kept + "/last.safetensors"));
  raw(folder.database(), "INSERT INTO deleted_folders VALUES ('../elsewhere')");
  CHECK_THROWS_AS(open_for_writing(folder), Failure);
}
