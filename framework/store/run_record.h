// What the store keeps of a run, as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "framework/base/image_set.h"

namespace cae {

// running: being trained now, or killed while it was (RunStore::is_alive tells which).
// done: every epoch, or stopped early by its own rule. stopped: by SIGINT or SIGTERM, with everything
// recorded. failed: an error ended it. interrupted: found `running` with no process behind it (kill -9, power
// cut).
enum class RunStatus { running, done, stopped, failed, interrupted };
const char* name_of(RunStatus status);

// One plugin file that a run used.
struct PluginRecord {
  std::string name = {};
  std::string version = {};
  std::string path = {};
  std::string sha256 = {};  // of the shared object, lower-case hexadecimal
};

// One file, or folder of images, that a run reads, and what tells it from another.
struct InputRecord {
  std::string role = {};         // "training images", "test labels", "start weights", ...
  std::string path = {};         // absolute, where it was when the run began
  std::string array = {};        // the one that was chosen of a file of several; "" for none
  std::int64_t files = 1;        // how many, in a folder of images
  std::int64_t bytes = 0;        // of all of them
  bool sampled = false;          // `sum` is of three samples, and `modified` counts too
  std::int64_t modified_ns = 0;  // the time of its last change, nanoseconds since 1970
  std::string sum = {};          // SHA-256, lower-case hexadecimal

  bool operator==(const InputRecord&) const = default;
};

// Everything needed to repeat a run.
struct RunRecord {
  std::string experiment = {};       // its name
  std::string variant = {};          // "" for the base
  std::uint64_t seed = 0;            // at most 2^63 - 1: SQLite's integers are signed
  std::string experiment_file = {};  // path as given
  std::string experiment_text = {};
  std::string model_file = {};
  std::string model_text = {};
  std::string configuration = "{}";  // the resolved settings, a JSON object
  std::string command = {};          // the command line as typed
  std::string cae_lab_version = {};
  std::string onednn_version = {};
  std::string cpu = {};      // model name; cpu_name() of provenance.h
  std::string isa = {};      // "avx512_core_bf16", "avx2", ...
  std::int64_t threads = 0;  // of each rank
  std::int64_t ranks = 1;    // processes that it was begun on
  // git_revision() of provenance.h; none outside a git checkout.
  std::optional<std::string> git_revision = {};
  std::int64_t parameters = 0;  // all parameters of the model
  std::int64_t trainable_parameters = 0;
  std::int64_t epochs_planned = 0;
  std::vector<PluginRecord> plugins = {};
  std::optional<std::int64_t> call = {};  // that it was begun by; none in runs of before version 3
};

// One of the runs that a call was to make.
struct ChosenRun {
  std::string variant = {};
  std::uint64_t seed = 0;
};

// What one command was to make.
struct CallRecord {
  std::string command = {};          // as typed
  std::string options = "{}";        // those that change a run, a JSON object
  std::vector<ChosenRun> runs = {};  // in their order
};

// A term of a loss.
struct TermRecord {
  std::string split = {};  // "train", "validation" or "test"
  std::string term = {};   // the loss of an output is called like it
  double value = 0.0;      // as it is added: weight times mean
};

// What a layer tells of an epoch's images: active_units, kl of a unit, perplexity.
struct EpochMetricRecord {
  std::string split = {};  // "validation" or "test"
  std::string layer = {};
  std::string name = {};
  std::int64_t unit = -1;  // from 0; -1: of the layer
  double value = 0.0;
};

// One epoch. A loss that is not a number is kept as NULL, as SQLite has no NaN.
struct EpochRecord {
  std::int64_t epoch = 0;  // from 1
  double train_loss = 0.0;
  std::optional<double> validation_loss = {};  // none without validation images
  std::optional<double> test_loss = {};        // none without test images
  double seconds = 0.0;
  double learning_rate = 0.0;  // of the epoch's last step
  double images_per_second = 0.0;
  std::vector<TermRecord> terms = {};  // of all its losses
  std::vector<EpochMetricRecord> metrics = {};
};

struct MetricRecord {
  std::string analysis = {};  // the name of a use, "pca8"; or "train", ...
  std::string name = {};      // "explained_variance_1"
  double value = 0.0;
  std::string split = {};       // "train", "test"; "" for neither
  std::string class_name = {};  // "" for all classes together
};

struct ArtefactRecord {
  std::string kind = {};  // "plot", "table", "checkpoint", "images", ...
  std::string path = {};  // relative to the store's folder
  std::string description = {};
  std::string analysis = {};            // that made it, or ""
  std::optional<ImageSet> images = {};  // that a table is of
};

// missing: not begun. interrupted: a signal, a kill or a power cut ended it.
enum class AnalysisStatus { missing, running, done, failed, interrupted };
const char* name_of(AnalysisStatus status);

// One picture or analysis of a run.
struct AnalysisRecord {
  std::string name = {};        // of this use: "pca8"; "losses" and "reconstructions" are pictures
  std::string plugin = {};      // "" for the pictures that every run gets
  std::string settings = "{}";  // a JSON object
  std::string weights = {};     // "last", "best", or "" where none are used
  AnalysisStatus status = AnalysisStatus::missing;
  std::string error = {};  // why it failed
  std::optional<double> seconds = {};
};

// One line of a run's profile: an operator and a direction, or what no operator does (`node` is "" then).
// Everything is a mean over the measured steps, of all threads together.
struct ProfileRecord {
  std::string node = {};       // of the optimised graph
  std::string layer = {};      // of the model's text
  std::string kind = {};       // the operator's
  std::string direction = {};  // "forward", "backward 2", "weight gradients", "waiting", ...
  double seconds = 0.0;
  double flops = 0.0;
  double bytes = 0.0;
  double limit_seconds = 0.0;  // that the machine needs for both at least; 0: not counted
};

// What a run says of itself without having failed.
struct WarningRecord {
  std::string code = {};  // "W811"
  std::string text = {};
  std::string help = {};
};

// A run as it is in the store.
struct StoredRun : RunRecord {
  std::int64_t id = 0;
  std::string name = {};      // "0007-denoise-narrow-s3"; also its folder below the store
  std::string begun_as = {};  // its name in the store where it was begun; its checkpoints are marked with it
  RunStatus status = RunStatus::running;
  std::string error = {};                // why it failed, "" otherwise
  std::string end_reason = {};           // why it ended before its last epoch, "" otherwise
  std::string started_at = {};           // UTC, "2026-11-24T08:50:43Z"
  std::string finished_at = {};          // "" while it runs
  std::optional<double> seconds = {};    // spent on it, over all resumptions; none before its first epoch
  std::vector<InputRecord> inputs = {};  // empty until record_inputs(), and in runs of before version 3
  std::vector<std::string> tags = {};    // in alphabetical order
  std::string note = {};                 // what its owner wrote, "" otherwise
};

// What a run is taken up again with.
struct ResumedRecord {
  std::string configuration = "{}";
  std::string command = {};
  std::int64_t epochs_planned = 0;
};

// One line of the list of runs; losses are none until there is an epoch that has them. The best epoch is the
// first one with the least watched loss (base/watched_loss.h), the best losses are those of that epoch.
struct RunSummary {
  std::int64_t id = 0;
  std::string name = {};
  std::string experiment = {};
  std::string variant = {};
  std::uint64_t seed = 0;
  RunStatus status = RunStatus::running;
  std::int64_t epochs = 0;
  std::int64_t epochs_planned = 0;
  std::optional<double> best_validation_loss = {};
  std::optional<double> best_test_loss = {};
  std::optional<std::int64_t> best_epoch = {};
  std::optional<double> final_train_loss = {};
  std::optional<double> final_validation_loss = {};
  std::optional<double> final_test_loss = {};
  std::optional<double> seconds = {};
  std::string started_at = {};
  std::vector<std::string> tags = {};  // in alphabetical order
  std::string note = {};
};

// The answer to an SQL question. NULL is std::monostate; a blob is text of the form X'00FF'.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
struct Rows {
  std::vector<std::string> columns = {};
  std::vector<std::vector<Cell>> rows = {};
};

}  // namespace cae
