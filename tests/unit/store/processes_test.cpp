// Many processes and one store; processes that die.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
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

TEST_CASE("what a killed process left half written goes when the store is next written or the run taken up") {
  const TemporaryFolder folder;
  const pid_t child = start_run_to_kill(folder.path());
  const auto leave = [&](const std::string& name) {
    std::ofstream(folder.path("0001-denoise-s1/" + name)).put('x');
    return folder.path("0001-denoise-s1/" + name);
  };
  const std::string half = leave("last.safetensors.tmp0123456789abcdef");
  const std::string whole = leave("last.safetensors");
  static_cast<void>(open_for_writing(folder));
  CHECK(std::filesystem::exists(half));  // its writer lives
  kill_and_wait(child);
  RunStore store = open_for_writing(folder);
  CHECK_FALSE(std::filesystem::exists(half));
  leave("best.safetensors.tmp4711");
  store.reopen_run(1, {}).take();
  CHECK_FALSE(std::filesystem::exists(folder.path("0001-denoise-s1/best.safetensors.tmp4711")));
  CHECK(std::filesystem::exists(whole));
}

TEST_CASE("a lock that may not be written is named with its owner, and a hidden one counts as held") {
  const TemporaryFolder folder;
  open_for_writing(folder).begin_run(sample_run()).take();
  const std::string run = folder.path("0001-denoise-s1");
  const std::string lock = run + "/.lock";
  for (const std::string& place : {folder.path(), run}) REQUIRE(::chmod(place.c_str(), 0777) == 0);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    if (entry.is_regular_file()) REQUIRE(::chmod(entry.path().c_str(), 0666) == 0);
  }
  const auto as_another = [&](auto work) {
    const pid_t child = ::fork();
    if (child == 0) {
      if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(1);
      ::_exit(work() ? 0 : 1);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    return status == 0;
  };
  REQUIRE(::chmod(lock.c_str(), 0444) == 0);
  CHECK(as_another([&] {
    RunStore store = RunStore::open(folder.path(), StoreAccess::write).take();
    const Result<StartedRun> taken = store.reopen_run(1, {});
    const std::string said = taken ? "" : render(taken.diagnostics());
    return said.find(lock + ": error[E905]") == 0 && said.find("belongs to ") != std::string::npos &&
           said.find("mode 0444") != std::string::npos;
  }));
  REQUIRE(::chmod(lock.c_str(), 0) == 0);
  raw(folder.database(), "UPDATE runs SET status = 'running'");
  CHECK(as_another([&] {
    RunStore store = RunStore::open(folder.path(), StoreAccess::write).take();
    return store.run(1).take().status == RunStatus::running;
  }));
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
