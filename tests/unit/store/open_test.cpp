// Opening: absent, old, new, foreign, damaged, read-only, locked and full stores.
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "framework/base/files.h"
#include "framework/store/migrate.h"
#include "framework/store/sql_texts.h"
#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

namespace {

void write_file(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

std::string reading(const TemporaryFolder& folder) {
  return code_of(RunStore::open(folder.path(), StoreAccess::read));
}
std::string writing(const TemporaryFolder& folder) {
  return code_of(RunStore::open(folder.path(), StoreAccess::write));
}

// Runs `work` in a separate process and returns its exit status; as user `nobody` where the test runs as
// root, whom no permission stops.
template <class Work>
int in_child(bool unprivileged, Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (unprivileged && ::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(99);
    int status = 98;
    try {
      status = work();
    } catch (...) {
    }
    ::_exit(status);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 97;
}

}  // namespace

TEST_CASE("an absent store is made for writing and named for reading") {
  const TemporaryFolder folder;
  CHECK(reading(folder) == "E701");
  CHECK_FALSE(std::filesystem::exists(folder.database()));
  CHECK(code_of(RunStore::open(folder.path("deep/er"), StoreAccess::write)).empty());
  CHECK(code_of(RunStore::open(folder.path("deep/er"), StoreAccess::read)).empty());
  CHECK(code_of(RunStore::open(folder.path("absent"), StoreAccess::read)) == "E701");
}

TEST_CASE("an empty file is a store that is yet to be made") {
  const TemporaryFolder folder;
  write_file(folder.database(), "");
  CHECK(reading(folder) == "E701");
  CHECK(writing(folder).empty());
}

TEST_CASE("folders with special characters of a URI in their name are stores like others") {
  const TemporaryFolder folder;
  const std::string odd = folder.path("a b?mode=memory#c%41");
  RunStore::open(odd, StoreAccess::write).take().begin_run(sample_run()).take();
  CHECK(RunStore::open(odd, StoreAccess::read).take().runs().take().size() == 1);
}

TEST_CASE("a relative folder that reads like a URI is a folder of that name") {
  const TemporaryFolder folder;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  std::filesystem::create_directory("foo");
  for (const std::string& name :
       std::vector<std::string>{"file:foo", "file:x?mode=memory", ":memory:", "file::memory:", "a%41",
                                "//" + folder.path("two")}) {
    INFO(name);
    RunStore::open(name, StoreAccess::write).take().begin_run(sample_run()).take();
    CHECK(std::filesystem::is_regular_file(name + "/cae-lab.db"));
    CHECK(RunStore::open(name, StoreAccess::read).take().runs().take().size() == 1);
  }
  CHECK(std::filesystem::is_empty("foo"));
  std::filesystem::current_path(before);
}

TEST_CASE("a store of a newer cae-lab is refused and left alone") {
  const TemporaryFolder folder;
  open_for_writing(folder);
  raw(folder.database(), "PRAGMA user_version = 99");
  CHECK(reading(folder) == "E702");
  CHECK(writing(folder) == "E702");
}

TEST_CASE("another program's database, and a file that is none, are refused and left alone") {
  const TemporaryFolder folder;
  raw(folder.database(), "CREATE TABLE notes (text)");
  const std::string before = read_file(folder.database()).take();
  CHECK(reading(folder) == "E703");
  CHECK(writing(folder) == "E703");
  CHECK(read_file(folder.database()).take() == before);
  write_file(folder.database(),
             "not a database, but long enough to be taken for one" + std::string(4096, 'x'));
  CHECK(reading(folder) == "E703");
  CHECK(writing(folder) == "E703");
}

TEST_CASE("a damaged store is named as such") {
  const TemporaryFolder folder;
  {
    RunStore store = open_for_writing(folder);
    for (int run = 0; run < 20; ++run) store.begin_run(sample_run()).take();
  }
  std::string bytes = read_file(folder.database()).take();
  REQUIRE(bytes.size() > 8192);
  std::fill(bytes.begin() + 4096, bytes.end(), '\x5A');
  write_file(folder.database(), bytes);
  const auto store = RunStore::open(folder.path(), StoreAccess::read);
  const std::string code = store ? code_of(store->runs()) : code_of(store);
  CHECK(code == "E704");
}

TEST_CASE("a truncated store is an error, not a crash") {
  const TemporaryFolder folder;
  open_for_writing(folder).begin_run(sample_run()).take();
  const std::string bytes = read_file(folder.database()).take();
  for (const std::size_t length : {std::size_t{99}, std::size_t{512}, std::size_t{4096}, bytes.size() / 2}) {
    INFO(length);
    write_file(folder.database(), bytes.substr(0, length));
    const auto store = RunStore::open(folder.path(), StoreAccess::read);
    const std::string code = store ? code_of(store->runs()) : code_of(store);
    CHECK((code == "E703" || code == "E704"));
  }
}

TEST_CASE("a folder where the database should be, or a file where the folder should be, is an error") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.database());
  CHECK(reading(folder) == "E708");
  CHECK(writing(folder) == "E708");
  write_file(folder.path("file"), "x");
  CHECK(code_of(RunStore::open(folder.path("file"), StoreAccess::read)) == "E701");
  CHECK(code_of(RunStore::open(folder.path("file"), StoreAccess::write)) == "E708");
}

TEST_CASE("a read-only store can be read and not written") {
  const TemporaryFolder folder;
  const std::string path = folder.path();
  open_for_writing(folder).begin_run(sample_run()).take();
  const auto all = std::filesystem::perms::owner_read | std::filesystem::perms::group_read |
                   std::filesystem::perms::others_read;
  const auto enter = std::filesystem::perms::owner_exec | std::filesystem::perms::group_exec |
                     std::filesystem::perms::others_exec;
  std::filesystem::permissions(folder.database(), all);
  const auto work = [&path] {
    const auto read = RunStore::open(path, StoreAccess::read);
    if (!read || read->runs().take().size() != 1) return 1;
    return code_of(RunStore::open(path, StoreAccess::write)) == "E705" ? 0 : 2;
  };
  // First the file alone, then its folder too.
  std::filesystem::permissions(path, std::filesystem::perms::all);
  CHECK(in_child(true, work) == 0);
  std::filesystem::permissions(path, all | enter);
  CHECK(in_child(true, work) == 0);
  std::filesystem::permissions(path, std::filesystem::perms::all);
}

TEST_CASE("an older store is brought up to date with its rows, and its views are made anew") {
  const TemporaryFolder folder;
  open_for_writing(folder).begin_run(sample_run()).take();
  std::vector<std::string_view> steps = store::migration_texts();
  steps.push_back("ALTER TABLE runs ADD COLUMN remark TEXT NOT NULL DEFAULT 'none';");
  const std::string views =
      std::string(store::views_text()) + "CREATE VIEW remarks AS SELECT remark FROM runs;";
  {
    auto connection =
        store::Connection::open(folder.database(), folder.database(), SQLITE_OPEN_READWRITE).take();
    store::migrate(connection, steps, views).take();
    CHECK(connection.integer("SELECT count(*) FROM remarks WHERE remark = 'none'") == 1);
    CHECK(connection.integer("PRAGMA user_version") == static_cast<std::int64_t>(steps.size()));
  }
  CHECK(reading(folder) == "E702");
}

TEST_CASE("a store of the first version takes profiles once it was opened for writing") {
  const TemporaryFolder folder;
  {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    auto connection = store::Connection::open(folder.database(), folder.database(), flags).take();
    store::migrate(connection, {store::migration_texts().front()}, store::views_text()).take();
    CHECK(connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'run_profile'") == 0);
  }
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  store.record_profile(id, {{.node = "conv1"}}).take();
  CHECK(store.profile(id).take().size() == 1);
}

TEST_CASE("epochs of a store from before validation losses have none, and their best epoch is found") {
  const TemporaryFolder folder;
  {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    auto connection = store::Connection::open(folder.database(), folder.database(), flags).take();
    store::migrate(connection, {store::migration_texts().front()}, store::views_text()).take();
    for (
        const char* statement : {
            R"(INSERT INTO runs (name, experiment, variant, seed, status, experiment_file, experiment_text, model_file,
                  model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, parameters,
                  trainable_parameters, epochs_planned, started_at)
                VALUES ('0001-old-s1', 'old', '', 1, 'done', '', '', '', '', '{}', '', '0', '0', '', '', 1, 1, 1, 2, ''))",
            "INSERT INTO epochs VALUES (1, 1, 0.5, 0.4, 1, 0.001, 100, ''), (1, 2, 0.4, 0.6, 1, 0.001, 100, "
            "'')"}) {
      store::Statement insert(connection, statement);
      REQUIRE(insert.run() == SQLITE_OK);
    }
  }
  RunStore store = open_for_writing(folder);
  const RunSummary run = store.runs().take().at(0);
  CHECK(run.best_epoch == 1);
  CHECK(run.best_test_loss == 0.4);
  CHECK_FALSE(run.best_validation_loss.has_value());
  CHECK_FALSE(store.epochs(1).take().at(0).validation_loss.has_value());
  CHECK(store.run(1).take().end_reason.empty());
  CHECK(store.warnings(1).take().empty());
}

TEST_CASE("a migration that fails leaves the store as it was") {
  const TemporaryFolder folder;
  open_for_writing(folder).begin_run(sample_run()).take();
  std::vector<std::string_view> steps = store::migration_texts();
  steps.push_back("ALTER TABLE runs ADD COLUMN remark TEXT; THIS IS NOT SQL;");
  {
    auto connection =
        store::Connection::open(folder.database(), folder.database(), SQLITE_OPEN_READWRITE).take();
    CHECK_FALSE(store::migrate(connection, steps, store::views_text()));
  }
  RunStore store = open_for_writing(folder);
  CHECK(store.runs().take().size() == 1);
  CHECK(one_value(store, "SELECT count(*) FROM pragma_table_info('runs') WHERE name = 'remark'") == "0");
}

TEST_CASE("a full disk is named, and what was recorded stays readable") {
  const TemporaryFolder folder;
  const std::string path = folder.path();
  const int status = in_child(false, [&path] {
    RunStore store = RunStore::open(path, StoreAccess::write).take();
    const std::int64_t id = store.begin_run(sample_run()).take().id;
    store.record_epoch(id, sample_epoch(1, 0.5, 0.6)).take();
    // No file may grow past what the store takes already, and a write beyond that is an error, not a signal.
    ::signal(SIGXFSZ, SIG_IGN);
    const rlim_t size = std::filesystem::file_size(path + "/cae-lab.db-wal");
    const rlimit limit{size, size};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::string code;
    int epoch = 2;
    while (code.empty() && epoch < 10000)
      code = code_of(store.record_epoch(id, sample_epoch(epoch++, 0.4, 0.5)));
    if (code != "E707") return 1;
    // Readable at once by the same process, which then ends without cleaning up.
    if (store.epochs(id).take().at(0).train_loss != 0.5) return 2;
    return 0;
  });
  CHECK(status == 0);
  RunStore store = open_for_writing(folder);
  CHECK(store.epochs(1).take().at(0).test_loss == 0.6);
  CHECK(one_value(store, "PRAGMA integrity_check") == "ok");
  store.record_epoch(1, sample_epoch(2, 0.4, 0.5)).take();
  CHECK(store.epochs(1).take().back().epoch >= 2);
}

TEST_CASE("wherever the space ends while a store is made and filled, the next opening finds it whole") {
  // The n-th limit lets a little more be written than the one before, until everything fits.
  bool fits = false;
  for (rlim_t limit = 512; !fits && limit < (rlim_t{1} << 20); limit += 8192 + 512) {
    INFO(limit);
    const TemporaryFolder folder;
    const std::string path = folder.path();
    const int status = in_child(false, [&path, limit] {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit sizes{limit, limit};
      ::setrlimit(RLIMIT_FSIZE, &sizes);
      auto store = RunStore::open(path, StoreAccess::write);
      if (!store) return code_of(store) == "E707" ? 10 : 1;
      const auto run = store->begin_run(sample_run());
      if (!run) return code_of(run) == "E707" ? 10 : 2;
      const Status epoch = store->record_epoch(run->id, sample_epoch(1, 0.5, 0.6));
      if (!epoch) return code_of(epoch) == "E707" ? 11 : 3;
      return 12;
    });
    CHECK(status >= 10);
    CHECK(status <= 12);
    RunStore store = open_for_writing(folder);
    CHECK(one_value(store, "PRAGMA integrity_check") == "ok");
    if (status >= 11) CHECK(store.runs().take().size() == 1);
    if (status == 12) CHECK(store.epochs(1).take().size() == 1);
    fits = status == 12;
  }
  CHECK(fits);
}
