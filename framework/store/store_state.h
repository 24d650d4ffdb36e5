// What a RunStore holds. Private to the store.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "framework/store/connection.h"
#include "framework/store/provenance.h"
#include "framework/store/run_lock.h"
#include "framework/store/run_store.h"

namespace cae {

// A run that this process trains.
struct LiveRun {
  store::RunLock lock;
  double seconds_before = 0.0;  // of earlier sessions
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();

  double seconds() const {
    return seconds_before + std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  }
};

struct RunStore::State {
  std::string directory;
  store::Connection connection;
  std::map<std::int64_t, LiveRun> live = {};

  // Used by every member: SQLite's `code` as a Status.
  Status status(int code) const {
    if (code == SQLITE_OK) return Done{};
    return connection.diagnostic(code);
  }
  // Records the run as ended, and for how long it trained where this process did so; SQLite's code.
  int mark_ended(std::int64_t id, RunStatus status, std::string_view error);
};

namespace store {

inline constexpr const char* lock_name = ".lock";
// Held, below the store, by whoever makes or removes folders that no run has: a merge, and what clears up.
inline constexpr const char* folders_lock_name = ".folders-lock";

// Makes the folder of the run of this name and takes its lock.
Result<RunLock> claim(const std::string& folder, const std::string& name);
// Each replaces an earlier record of its key; SQLite's code.
int insert_metric(Connection& connection, std::int64_t id, const MetricRecord& metric);
int insert_artefact(Connection& connection, std::int64_t id, const ArtefactRecord& artefact);
// "0007-denoise-narrow-s3"; letters, digits, '.', '_' and '-' stay, anything else becomes '-'.
std::string run_name(std::int64_t id, const RunRecord& record);
// Whether a text can be the name of a run: digits, then letters, digits, '.', '_' and '-' alone. A text from
// the database can be anything.
bool is_run_name(std::string_view text);
// Whether the path stays below the store's folder: relative, and without "..".
bool is_inside_store(const std::string& path);
RunStatus status_of(std::string_view name);

}  // namespace store
}  // namespace cae
