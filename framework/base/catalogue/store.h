// E7xx: the run history and the questions asked of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/shown.h"
#include "framework/base/count_text.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

inline Diagnostic no_store(std::string_view directory) {
  return {.code = "E701",
          .place = {.file = std::string(directory)},
          .message = "there is no store here: no run has been recorded in this folder",
          .help = "'cae-lab run EXPERIMENT.yaml' makes one in runs/; --store DIR names another folder"};
}

// `found` and `known` are schema versions.
inline Diagnostic newer_store(std::string_view file, long long found, long long known) {
  return {
      .code = "E702",
      .place = {.file = std::string(file)},
      .message = "this store was written by a newer cae-lab (its version is " + std::to_string(found) +
                 ", this program knows " + std::to_string(known) + ")",
      .help = "use a cae-lab at least as new as the one that wrote it, or another folder with --store DIR"};
}

inline Diagnostic foreign_store(std::string_view file, std::string_view what) {
  return {.code = "E703",
          .place = {.file = std::string(file)},
          .message = "this is not a store of cae-lab: " + std::string(what),
          .help = "name the right folder with --store DIR, or move this file away"};
}

inline Diagnostic corrupt_store(std::string_view file, std::string_view what) {
  return {
      .code = "E704",
      .place = {.file = std::string(file)},
      .message = "this store is damaged: " + std::string(what),
      .help =
          "keep a copy of it, then save what is readable with: sqlite3 DAMAGED.db .recover | sqlite3 NEW.db",
      .blame = Blame::work};
}

inline Diagnostic read_only_store(std::string_view file) {
  return {.code = "E705",
          .place = {.file = std::string(file)},
          .message = "this store cannot be written: the file or its folder is read-only",
          .help = "change its permissions, or record in another folder with --store DIR",
          .blame = Blame::work};
}

inline Diagnostic locked_store(std::string_view file, int seconds) {
  return {.code = "E706",
          .place = {.file = std::string(file)},
          .message = "another program has kept this store locked for " + counted(seconds, "second"),
          .help = "close the program that has it open for writing (a database browser, say), then try again",
          .blame = Blame::work};
}

inline Diagnostic full_store(std::string_view file) {
  return {.code = "E707",
          .place = {.file = std::string(file)},
          .message = "no space left to record in this store; what it already holds is safe",
          .help =
              "free space on its disk (or raise the limit on file sizes), then go on with --resume, or with "
              "'cae-lab analyse' where the training is done",
          .blame = Blame::work};
}

// `reason` is the system's or SQLite's, as one line.
inline Diagnostic store_unusable(std::string_view file, std::string_view reason) {
  return {.code = "E708",
          .place = {.file = std::string(file)},
          .message = "this store cannot be read or written: " + std::string(reason),
          .help = "check the path, its permissions and the disk",
          .blame = Blame::work};
}

inline Diagnostic old_read_only_store(std::string_view file, long long found, long long known) {
  return {.code = "E709",
          .place = {.file = std::string(file)},
          .message = "this store is of an older version (" + std::to_string(found) + "; this program reads " +
                     std::to_string(known) + ") and read-only, so it cannot be brought up to date",
          .help = "make it writable once, or copy its folder to a place where it is"};
}

// `near` are names of runs that may be meant, best first.
inline Diagnostic unknown_run(std::string_view word, const std::vector<std::string>& near) {
  std::string names;
  for (const std::string& name : near) names += (names.empty() ? "" : ", ") + name;
  return {.code = "E710",
          .message = "no run is called '" + std::string(word) + "'",
          .help = names.empty() ? "the store holds no run yet"
                                : "a run is named by its id, its name, or 'last'; the nearest: " + names};
}

// `place` is in the text of the question.
inline Diagnostic wrong_sql(const Place& place, std::string_view complaint) {
  return {
      .code = "E711",
      .place = place,
      .message = "SQL: " + std::string(complaint),
      .help =
          "the views are epoch_losses, run_summary, loss_terms, layer_metrics, run_analyses, run_metrics, "
          "run_settings, run_tags and run_notes; docs/sql.md has examples, and names the tables"};
}

inline Diagnostic sql_not_reading(const Place& place) {
  return {.code = "E712",
          .place = place,
          .message = "SQL: this statement does more than read",
          .help = "cae-lab sql asks questions only (SELECT, WITH, VALUES, EXPLAIN and reading PRAGMAs)"};
}

inline Diagnostic sql_one_statement(const Place& place) {
  return {.code = "E713",
          .place = place,
          .message = "SQL: a second statement begins here",
          .help = "ask one question at a time"};
}

inline Diagnostic sql_empty() {
  return {.code = "E714",
          .message = "SQL: there is no statement",
          .help = "for example: cae-lab sql \"SELECT * FROM run_summary\""};
}

inline Diagnostic sql_too_long(double seconds) {
  return {.code = "E715",
          .message = "SQL: no answer within " + counted(static_cast<std::int64_t>(seconds), "second"),
          .help = "ask for less, or allow more time with --seconds N (0: no limit)",
          .blame = Blame::work};
}

inline Diagnostic sql_too_large(std::size_t megabytes) {
  return {.code = "E716",
          .message = "SQL: the answer takes more than " + std::to_string(megabytes) + " MiB",
          .help = "ask for fewer rows, with WHERE or LIMIT",
          .blame = Blame::work};
}

inline Diagnostic run_is_busy(std::string_view name) {
  return {.code = "E717",
          .message = "run " + std::string(name) + " is being trained by another process",
          .help = "wait for it, or stop it first",
          .blame = Blame::work};
}

// A value that the store does not take, from a caller inside cae-lab or a seed too large.
inline Diagnostic not_storable(std::string_view what) {
  return {.code = "E718",
          .message = "the store cannot keep " + std::string(what),
          .help = "seeds and counts go up to 9223372036854775807"};
}

inline Diagnostic no_losses(std::string_view name) {
  return {.code = "E719",
          .message = "run " + std::string(name) + " has no epoch yet, so there is no loss to show",
          .help = "choose another run; 'cae-lab runs' lists them"};
}

inline Diagnostic no_profile(std::string_view name) {
  return {.code = "E720",
          .message = "run " + std::string(name) + " was not profiled",
          .help = "train with cae-lab run EXPERIMENT.yaml --profile; docs/profiling.md has more"};
}

// A run's name as the database has it.
inline Diagnostic bad_run_name(std::string_view file, std::string_view found) {
  return {.code = "E721",
          .place = {.file = std::string(file)},
          .message = "this store has a run called " + in_quotes(found) +
                     ", which cannot be the name of a run and its folder",
          .help =
              "such a name is like '0007-denoise-narrow-s3', letters, digits, '.', '_' and '-' after the "
              "number; has another program changed this store?"};
}

inline Diagnostic artefact_outside(std::string_view file, std::string_view run, std::string_view path) {
  return {.code = "E722",
          .place = {.file = std::string(file)},
          .message = "this store says that the run " + shown(run) + " has a file " +
                     in_quotes(path, longest_path) + ", which is not below the store",
          .help =
              "paths of a run's files are relative to the store's folder; has another program changed this "
              "store?"};
}

inline Diagnostic begun_already(std::string_view variant, std::uint64_t seed) {
  return {.code = "E723",
          .message = "the run of variant " + in_quotes(variant) + " and seed " + std::to_string(seed) +
                     " was already begun by the same command",
          .help = "cae-lab runs lists it; continue it with --resume",
          .blame = Blame::work};
}

// The run is deleted, its folder not wholly. `reason` is the system's.
inline Diagnostic folder_stays(std::string_view folder, std::string_view reason) {
  return {.code = "E740",
          .place = {.file = std::string(folder)},
          .message = "the run is deleted, but its folder cannot be removed: " + std::string(reason),
          .help = "it goes when the store is next written, once that is possible",
          .blame = Blame::work};
}

inline Diagnostic bad_tag(std::string_view found) {
  return {.code = "E741",
          .message = in_quotes(found) + " cannot be a tag",
          .help = "use 1 to 64 letters, digits, '-', '_' or '.', beginning with a letter or digit"};
}

}  // namespace cae::catalogue
