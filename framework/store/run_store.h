// The run history: an SQLite database DIR/cae-lab.db, and below DIR one folder a run for its files.
//
// One connection, used by one thread. Any number of processes may hold a store open at once; each write is
// one short transaction that waits for the others. What a call has recorded survives kill -9 and power cuts.
// A run's folder is DIR/<id>-<experiment>[-<variant>]-s<seed>; the process that trains it holds a lock on the
// file `.lock` in it, which the kernel drops when the process ends, even by a crash.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/result.h"
#include "framework/base/words.h"
#include "framework/store/run_record.h"

namespace cae {

enum class StoreAccess {
  write,  // made if absent, migrated if old; runs left `running` by dead processes become `interrupted`
  read    // must exist; nothing is written (an old one is migrated first, where that is possible)
};

// How a store is kept safe from crashes. A rollback journal is slower and lets nobody read while a process
// writes, but needs no memory that processes share, so that it also works between hosts.
enum class Journal {
  usual,        // a write-ahead log; in a store that has a rollback journal, that
  write_ahead,  // for processes of one host
  rollback
};

constexpr std::array<Word<Journal>, 3> words_of(Journal) {
  return {{{Journal::usual, "usual"}, {Journal::write_ahead, "wal"}, {Journal::rollback, "delete"}}};
}

// What a question may cost before it is refused.
struct QueryLimits {
  double seconds = 60.0;                       // 0: no limit
  std::size_t bytes = std::size_t{256} << 20;  // of the whole answer
};

struct StartedRun {
  std::int64_t id = 0;
  std::string name = {};    // "0007-denoise-narrow-s3"
  std::string folder = {};  // DIR/name, made
};

class RunStore {
 public:
  // Errors: E701 to E709 (absent, newer, foreign, corrupt, read-only, locked, full, unreadable); E645 for
  // writing with a write-ahead log on a network file system. `journal` is of stores that are opened for
  // writing.
  static Result<RunStore> open(const std::string& directory, StoreAccess access,
                               Journal journal = Journal::usual);

  RunStore(RunStore&&) noexcept;
  RunStore& operator=(RunStore&&) noexcept;
  ~RunStore();

  const std::string& directory() const;
  // Where the files of a run are: directory()/name. Throws Failure (E721) where the name cannot be a run's,
  // so that no store names a folder outside its own.
  std::string folder(const std::string& name) const;

  // Records what a command is to make; gives the call's id.
  Result<std::int64_t> record_call(const CallRecord& call);
  // Records a new run as `running`, makes its folder and takes its lock. E723 where the same call has already
  // begun it.
  Result<StartedRun> begin_run(const RunRecord& record);
  // Resumes a run (--resume): takes its lock, sets the status `running` and removes its end. Its epochs are
  // kept; an epoch that is trained again replaces its record. Refused while another process trains it.
  Result<StartedRun> reopen_run(std::int64_t id, const ResumedRecord& record);
  // Replaces the records of the files that the run reads.
  Status record_inputs(std::int64_t id, const std::vector<InputRecord>& inputs);
  // Each replaces an earlier record of the same (run, epoch), (run, analysis, name) or (run, path).
  Status record_epoch(std::int64_t id, const EpochRecord& epoch);
  Status record_metrics(std::int64_t id, std::span<const MetricRecord> metrics);  // all, or none on an error
  Status record_artefact(std::int64_t id, const ArtefactRecord& artefact);
  // Replaces the whole profile of the run.
  Status record_profile(std::int64_t id, const std::vector<ProfileRecord>& rows);
  // Replaces all warnings of the run.
  Status record_warnings(std::int64_t id, const std::vector<WarningRecord>& warnings);
  // Why the run ended before its last epoch; "" where it did not.
  Status record_end_reason(std::int64_t id, std::string_view reason);
  // Training is over: from now on the run is `done`, whatever becomes of `analyses`, which are recorded as
  // missing, as is every analysis of an earlier state of its weights, without its results. The lock is kept
  // until finish_run.
  Status record_trained(std::int64_t id, const std::vector<AnalysisRecord>& analyses);
  // Takes the lock of a run that is not being trained, for more analyses. release_run() drops it again.
  Result<StartedRun> take_run(std::int64_t id);
  void release_run(std::int64_t id);
  // Appends those whose names the run does not have yet, and replaces the settings of those it has. Those of
  // the names in `outdated` are missing from now on, without results.
  Status plan_analyses(std::int64_t id, const std::vector<AnalysisRecord>& analyses,
                       const std::vector<std::string>& outdated = {});
  Status begin_analysis(std::int64_t id, const std::string& name);
  // Ends an analysis, in one transaction: status, error and seconds of `record`, and its results in place of
  // those of an earlier one of this name. One that failed before it had results leaves the earlier ones.
  Status finish_analysis(std::int64_t id, const AnalysisRecord& record,
                         const std::vector<MetricRecord>& metrics = {},
                         const std::vector<ArtefactRecord>& artefacts = {});
  // Ends a run begun or reopened here and drops its lock; `error` says why it failed.
  Status finish_run(std::int64_t id, RunStatus status, std::string_view error = "");

  // What a user calls runs and says of one. A tag that a run has, or has not, stays so; "" removes the note.
  Status tag_run(std::int64_t id, std::string_view tag);
  Status untag_run(std::int64_t id, std::string_view tag);
  Status note_run(std::int64_t id, std::string_view note);
  // Removes the run with all that was recorded of it, also from what its command had chosen, and then its
  // folder. After a crash in between the folder goes when the store is next opened for writing. E717 while a
  // process has it.
  Status delete_run(std::int64_t id);

  // Oldest first.
  Result<std::vector<RunSummary>> runs() const;
  // E710 with the nearest runs if there is none of this id or name. E721 where its name cannot be a folder
  // of this store.
  Result<StoredRun> run(std::int64_t id) const;
  Result<CallRecord> call(std::int64_t id) const;
  // The run that the call has begun for this variant and seed; none where it has not.
  Result<std::optional<std::int64_t>> run_of_call(std::int64_t call, const ChosenRun& chosen) const;
  Result<std::vector<EpochRecord>> epochs(std::int64_t id) const;
  Result<std::vector<MetricRecord>> metrics(std::int64_t id) const;
  // E722 where one has a path outside the store.
  Result<std::vector<ArtefactRecord>> artefacts(std::int64_t id) const;
  // In the order in which they are made. One that is recorded as running in a run without a process is
  // interrupted.
  Result<std::vector<AnalysisRecord>> analyses(std::int64_t id) const;
  // In the order of the graph; empty where the run was not profiled.
  Result<std::vector<ProfileRecord>> profile(std::int64_t id) const;
  // In the order in which they were given.
  Result<std::vector<WarningRecord>> warnings(std::int64_t id) const;
  // The id of the run that `word` names: an id ("7", "0007"), a name, or "last". E710 otherwise.
  Result<std::int64_t> find(std::string_view word) const;

  // Whether a process holds the lock of the run of this name. `running` and not alive: it was killed.
  bool is_alive(const std::string& name) const;

  // One reading statement; anything that would change the store or another file is refused (E712).
  Result<Rows> query(const std::string& sql, const QueryLimits& limits = {}) const;

 private:
  struct State;
  explicit RunStore(std::unique_ptr<State> state);
  Status mark_interrupted();
  Status remove_deleted_folders();
  std::unique_ptr<State> state_;
};

}  // namespace cae
