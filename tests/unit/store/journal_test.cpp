// The journal of a store, which is chosen once.
#include "framework/store/network_folder.h"
#include "framework/store/open_database.h"
#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

namespace {

std::string journal_of(const TemporaryFolder& folder, Journal wanted) {
  RunStore::open(folder.path(), StoreAccess::write, wanted).take();
  const auto connection =
      store::Connection::open(store::uri(folder.database()), "", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
          .take();
  store::Statement mode(connection, "PRAGMA journal_mode");
  return mode.step() ? mode.text("journal_mode") : "";
}

}  // namespace

TEST_CASE("a store has a write-ahead log unless a rollback journal was chosen, which stays") {
  const TemporaryFolder folder;
  CHECK(journal_of(folder, Journal::usual) == "wal");
  CHECK(journal_of(folder, Journal::rollback) == "delete");
  CHECK(journal_of(folder, Journal::usual) == "delete");
  CHECK(journal_of(folder, Journal::write_ahead) == "wal");
  CHECK(journal_of(folder, Journal::usual) == "wal");
}

TEST_CASE("with a rollback journal runs are recorded and read as with the other") {
  const TemporaryFolder folder;
  RunStore store = RunStore::open(folder.path(), StoreAccess::write, Journal::rollback).take();
  const StartedRun run = store.begin_run(sample_run()).take();
  for (int epoch = 1; epoch <= 3; ++epoch) store.record_epoch(run.id, sample_epoch(epoch, 0.5, 0.4)).take();
  const RunStore reader = RunStore::open(folder.path(), StoreAccess::read).take();
  CHECK(one_value(reader, "SELECT count(*) FROM epochs") == "3");
  store.finish_run(run.id, RunStatus::done).take();
  CHECK(one_value(reader, "SELECT status FROM runs") == "done");
}

TEST_CASE("a folder that is not there yet is on the file system of the one above it") {
  const TemporaryFolder folder;
  CHECK(store::network_file_system(folder.path()) == store::network_file_system(folder.path("a/b/c")));
}
