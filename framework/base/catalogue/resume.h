// E82x: what keeps a run from going on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/base/catalogue/shown.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

// A run whose checkpoint cannot be gone on from: what is there besides.
struct StrandedRun {
  std::string name = {};
  std::string checkpoint = {};       // the path of its last.safetensors
  std::int64_t recorded_epochs = 0;  // in the store, from 1 on
  std::string best_weights = {};     // the path of its best.safetensors, "" if there is none
};

inline std::string epochs_text(std::int64_t count) {
  return count == 0 ? "no epoch" : count == 1 ? "epoch 1" : "epochs 1 to " + std::to_string(count);
}

// The ways on, after "put back ...".
inline std::string or_begin_anew(const StrandedRun& run) {
  std::string text = "; or begin a new run, without --resume";
  if (!run.best_weights.empty()) {
    text += ": from the best weights so far with --set train.init=" + run.best_weights +
            ", or from the start. Nothing of the old one is touched";
  }
  return text;
}

// What was wrong with the checkpoint stays as it was said; what is there, and the ways on, are added.
inline Diagnostics with_ways_on(Diagnostics problems, const StrandedRun& run) {
  if (problems.empty()) return problems;
  Diagnostic& last = problems.back();
  last.notes.push_back({{},
                        "the store has " + epochs_text(run.recorded_epochs) + " of the run " + run.name +
                            "; none of it was changed"});
  last.help = "put back a good copy of " + run.checkpoint + or_begin_anew(run);
  return problems;
}

inline Diagnostic checkpoint_gone(const StrandedRun& run) {
  return {.code = "E821",
          .place = {.file = run.checkpoint},
          .message = "the checkpoint is missing: the store has " + epochs_text(run.recorded_epochs) +
                     " of the run " + run.name + ", but there are no weights to resume from",
          .help = "put last.safetensors back" + or_begin_anew(run)};
}

// `trained`: whole epochs that the checkpoint has behind it.
inline Diagnostic checkpoint_ahead(const StrandedRun& run, std::int64_t trained) {
  const bool none = run.recorded_epochs == 0;
  return {
      .code = "E822",
      .place = {.file = run.checkpoint},
      .message = "this checkpoint holds " + epochs_text(trained) + ", but the store has " +
                 (none ? "none" : "only " + epochs_text(run.recorded_epochs)) + " of the run " + run.name,
      .help =
          "the store is older than the checkpoint, or was copied without its cae-lab.db-wal: put back the "
          "store that belongs to it" +
          (none ? "" : ", or a checkpoint of the end of epoch " + std::to_string(run.recorded_epochs)) +
          or_begin_anew(run)};
}

inline Diagnostic checkpoint_behind(const StrandedRun& run, std::int64_t trained) {
  return {.code = "E823",
          .place = {.file = run.checkpoint},
          .message = "this checkpoint holds " + epochs_text(trained) + ", but the store has " +
                     epochs_text(run.recorded_epochs) + " of the run " + run.name,
          .help = "it is an older copy: put back the newest one" + or_begin_anew(run)};
}

// `what`: "step 99999999 of epoch 3, where an epoch has 35 steps".
inline Diagnostic checkpoint_impossible(const StrandedRun& run, std::string_view what) {
  return {.code = "E824",
          .place = {.file = run.checkpoint},
          .message = "this checkpoint cannot be of the run " + run.name + ": it says " + std::string(what),
          .help = "put back a good copy of it" + or_begin_anew(run)};
}

inline Diagnostic epochs_missing(std::string_view store, std::string_view run, std::int64_t epoch) {
  return {.code = "E825",
          .place = {.file = std::string(store)},
          .message = "the store has later epochs of the run " + shown(run) + ", but not epoch " +
                     std::to_string(epoch),
          .help = "put back a store that has all of them; or begin a new run, without --resume"};
}

// One file that is not as the run knew it; "" for a file that there was or is none of.
struct ChangedInput {
  std::string role = {};  // "training images"
  std::string path = {};  // today's, or then's if there is none today
  std::string then = {};  // "1,408 bytes, sha256 1234567890ab"
  std::string now = {};
  std::string path_then = {};
  bool only_time = false;   // a large file of the same size and samples
  bool only_array = false;  // the same file, of which another array is read
};

inline Diagnostic input_changed(std::string_view run, const ChangedInput& changed) {
  const std::string name(run);
  Diagnostic problem{.code = "E820", .place = {.file = changed.path}};
  if (changed.then.empty()) {
    problem.message = "the run " + name + " was begun without " + changed.role + ", and now there are some";
    problem.help = "leave them out to resume it; with them, begin a new run, without --resume";
  } else if (changed.now.empty()) {
    problem.message = "the run " + name + " was begun with " + changed.role + ", and now there are none";
    problem.help = "name them again to resume it; without them, begin a new run, without --resume";
  } else if (changed.only_array) {
    problem.message = "the " + changed.role + " are another array than the run " + name +
                      " was begun with: " + changed.then + " then, " + changed.now + " now";
    problem.help =
        "choose the array that it was begun with to resume it; with another, begin a new run, without "
        "--resume";
  } else {
    problem.message = "the " + changed.role + " have changed since the run " + name +
                      " was begun: " + changed.then + " then, " + changed.now + " now";
    problem.help = changed.only_time
                       ? "a file above 1 GiB is identified by its size, time and three samples: if it is "
                         "unchanged, restore "
                         "its time (touch -d); with other data, begin a new run, without --resume"
                       : "put the file back as it was (it was read as " + changed.path_then +
                             "); with other data, begin a new run, without --resume";
  }
  return problem;
}

// `asked`: what train.epochs comes to; `trained`: whole epochs behind it.
inline Diagnostic fewer_epochs(std::string_view run, std::int64_t asked, std::int64_t trained) {
  return {.code = "E826",
          .message = "the run " + std::string(run) + " has trained more than " + epochs_text(trained) +
                     ", but --epochs asks for " + std::to_string(asked),
          .help = "give --epochs a number above " + std::to_string(trained) +
                  ", or begin a new run, without --resume"};
}

// A run that the command was to make and had not come to.
inline Diagnostic chosen_not_in_experiment(std::string_view file, std::string_view variant,
                                           std::uint64_t seed) {
  return {.code = "E828",
          .place = {.file = std::string(file)},
          .message = "the command was also to make a run of variant " + in_quotes(variant) + " and seed " +
                     std::to_string(seed) + ", which is not in this experiment any more",
          .help = "give the experiment file that the runs were begun with"};
}

inline Diagnostic resume_chooses_another(std::string_view run, std::string_view option,
                                         std::string_view found) {
  return {.code = "E827",
          .message = "the run " + std::string(run) + " is of " + std::string(option) + " " +
                     in_quotes(found) + ", which is not what the command line chooses",
          .help = "leave the option out: a run goes on as it was begun"};
}

}  // namespace cae::catalogue
