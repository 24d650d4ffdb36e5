// Many processes and one store; processes that die.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <set>
#include <thread>

#include "tests/support/catch.h"
#include "tests/unit/store/support.h"

using namespace cae;
using namespace cae::test;

namespace {

// Records one run with `epochs` epochs, and returns an exit status.
int record_run(const std::string& path, std::uint64_t seed, int epochs) {
  auto store = RunStore::open(path, StoreAccess::write);
  if (!store) return 1;
  const auto run = store->begin_run(sample_run("many", "", seed));
  if (!run) return 2;
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    if (!store->record_epoch(run->id, sample_epoch(epoch, 0.5, 0.5))) return 3;
  }
  return store->finish_run(run->id, RunStatus::done) ? 0 : 4;
}

// A child that begins a run, says so through a pipe, and waits to be killed.
pid_t start_run_to_kill(const std::string& path) {
  int ends[2] = {};
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    auto store = RunStore::open(path, StoreAccess::write);
    const auto run = store->begin_run(sample_run());
    const bool recorded = store->record_epoch(run->id, sample_epoch(1, 0.5, 0.6)) ? true : false;
    if (::write(ends[1], recorded ? "y" : "n", 1) != 1) ::_exit(1);
    for (;;) ::pause();
  }
  char answer = 0;
  REQUIRE(::read(ends[0], &answer, 1) == 1);
  ::close(ends[0]);
  ::close(ends[1]);
  REQUIRE(answer == 'y');
  return child;
}

void kill_and_wait(pid_t child) {
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

}  // namespace

TEST_CASE("16 processes starting at once on no store all record their run") {
  const TemporaryFolder folder;
  const std::string path = folder.path("new");
  constexpr int processes = 16;
  int gate[2] = {};
  REQUIRE(::pipe(gate) == 0);
  std::vector<pid_t> children;
  for (int i = 0; i < processes; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(gate[1]);
      char end = 0;
      while (::read(gate[0], &end, 1) < 0) {  // returns for all at once when the gate closes
      }
      ::_exit(record_run(path, static_cast<std::uint64_t>(i), 5));
    }
    children.push_back(child);
  }
  ::close(gate[0]);
  ::close(gate[1]);
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
  }
  const RunStore store = RunStore::open(path, StoreAccess::read).take();
  std::set<std::uint64_t> seeds;
  for (const RunSummary& run : store.runs().take()) {
    seeds.insert(run.seed);
    CHECK(run.epochs == 5);
    CHECK(run.status == RunStatus::done);
  }
  CHECK(seeds.size() == processes);
  CHECK(one_value(store, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("a run is alive while its process is, and interrupted after kill -9") {
  const TemporaryFolder folder;
  const pid_t child = start_run_to_kill(folder.path());
  const std::string name = "0001-denoise-s1";
  {
    // Another writer leaves a living run alone and cannot take it.
    RunStore store = open_for_writing(folder);
    CHECK(store.is_alive(name));
    CHECK(store.run(1).take().status == RunStatus::running);
    CHECK(code_of(store.reopen_run(1, {})) == "E717");
  }
  kill_and_wait(child);
  {
    const RunStore reader = RunStore::open(folder.path(), StoreAccess::read).take();
    CHECK_FALSE(reader.is_alive(name));
    CHECK(reader.run(1).take().status == RunStatus::running);
  }
  RunStore store = open_for_writing(folder);
  CHECK(store.run(1).take().status == RunStatus::interrupted);
  CHECK(store.epochs(1).take().size() == 1);
  CHECK(store.run(1).take().seconds.has_value());
  CHECK(store.reopen_run(1, {}).take().name == name);
  CHECK(store.run(1).take().status == RunStatus::running);
}

TEST_CASE("readers answer while a run is being recorded") {
  const TemporaryFolder folder;
  const pid_t child = start_run_to_kill(folder.path());
  const RunStore store = RunStore::open(folder.path(), StoreAccess::read).take();
  CHECK(store.epochs(1).take().size() == 1);
  kill_and_wait(child);
}

TEST_CASE("a short lock by another program is waited for") {
  const TemporaryFolder folder;
  RunStore store = open_for_writing(folder);
  const std::int64_t id = store.begin_run(sample_run()).take().id;
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(folder.database().c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  std::thread release([other] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    sqlite3_exec(other, "COMMIT", nullptr, nullptr, nullptr);
  });
  CHECK(store.record_epoch(id, sample_epoch(1, 0.5, 0.6)));
  release.join();
  sqlite3_close(other);
}
