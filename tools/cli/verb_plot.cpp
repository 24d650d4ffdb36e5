// cae-lab plot: pictures of what the store holds.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "framework/base/catalogue/draw.h"
#include "framework/base/catalogue/store.h"
#include "framework/report/run_images.h"
#include "framework/report/stored_table.h"
#include "framework/run/flat_settings.h"
#include "framework/run/loss_curve_of_run.h"
#include "framework/run/picture_notes.h"
#include "framework/run/stored_config.h"
#include "framework/run/table_caption.h"
#include "tools/cli/dark_option.h"
#include "tools/cli/loss_bands.h"
#include "tools/cli/named_runs.h"
#include "tools/cli/plot_reconstructions.h"
#include "tools/cli/run_text.h"
#include "tools/cli/terminal.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct PlotCall {
  std::vector<std::string> runs;
  std::string run;
  std::string table;
  std::string directory = "runs";
  std::string file;
  PlotStyle style;
  SeedBand band = SeedBand::range;
  bool each = false;
  bool log = false;
};

// A run with its curve.
struct RunLosses {
  StoredRun run;
  LossCurve curve;
  std::string axis;
};

std::string loss_word(const StoredRun& run) {
  for (const auto& [key, value] : flat_settings(run.configuration)) {
    if (key == "train.loss") return value;
  }
  return "loss";
}

RunLosses losses_of(const RunStore& store, std::int64_t id) {
  StoredRun run = store.run(id).take();
  const std::vector<EpochRecord> epochs = store.epochs(id).take();
  if (epochs.empty()) throw Failure(catalogue::no_losses(run.name));
  LossCurve curve = loss_curve_of(run.name, epochs);
  std::string axis = loss_axis(loss_word(run), epochs);
  return {std::move(run), std::move(curve), std::move(axis)};
}

std::string group_label(const std::vector<RunLosses>& losses, const std::vector<std::size_t>& group,
                        bool one_experiment) {
  const StoredRun& first = losses[group.front()].run;
  if (group.size() == 1) return first.name;
  const std::string name = !one_experiment         ? title(first.experiment, first.variant)
                           : first.variant.empty() ? "(base)"
                                                   : first.variant;
  return fmt::format("{}, {} seeds", name, group.size());
}

// The seeds of a group of several: "1 to 3" where they follow each other.
std::string seeds_text(const std::vector<RunLosses>& losses, const std::vector<std::size_t>& group) {
  std::set<std::uint64_t> seeds;
  for (const std::size_t run : group) seeds.insert(losses[run].run.seed);
  const std::uint64_t first = *seeds.begin(), last = *seeds.rbegin();
  if (seeds.size() > 2 && last - first + 1 == seeds.size()) return fmt::format("{} to {}", first, last);
  std::string text;
  for (const std::uint64_t seed : seeds) text += (text.empty() ? "" : ", ") + std::to_string(seed);
  return text;
}

// "denoise/narrow" where all runs are of that variant, else the experiment.
std::string title_of(const std::vector<RunLosses>& losses,
                     const std::vector<std::vector<std::size_t>>& groups) {
  const StoredRun& first = losses.front().run;
  return title(first.experiment, groups.size() == 1 ? first.variant : "");
}

std::vector<std::string> notes_of(const std::vector<RunLosses>& losses,
                                  const std::vector<std::vector<std::size_t>>& groups, const PlotCall& call) {
  const StoredRun& first = losses.front().run;
  if (losses.size() == 1) return {run_note(first.experiment, first.variant, first.seed)};
  std::set<std::string> experiments, seeds;
  for (const RunLosses& run : losses) experiments.insert(run.run.experiment);
  bool bands = false;
  for (const auto& group : groups) {
    bands = bands || group.size() > 1;
    seeds.insert(seeds_text(losses, group));
  }
  std::string note = experiments.size() == 1 ? "experiment " + *experiments.begin() : "";
  note += fmt::format("{}{} runs", note.empty() ? "" : ", ", losses.size());
  if (seeds.size() == 1) {
    const bool one = seeds.begin()->find_first_not_of("0123456789") == std::string::npos;
    note += (one ? ", seed " : ", seeds ") + *seeds.begin();
  }
  std::vector<std::string> notes{note};
  if (bands) {
    notes.push_back(call.band == SeedBand::range
                        ? "lines: means over seeds; bands: from the least to the greatest of them"
                        : "lines: means over seeds; bands: the 95 % interval of the mean (Student)");
  }
  return notes;
}

// One curve a variant, or one a run.
LossPlot plot_of(const std::vector<RunLosses>& losses, const PlotCall& call) {
  std::vector<StoredRun> runs;
  std::set<std::string> experiments, axes;
  for (const RunLosses& run : losses) {
    runs.push_back(run.run);
    experiments.insert(run.run.experiment);
    axes.insert(run.axis);
  }
  std::vector<std::vector<std::size_t>> groups;
  if (call.each) {
    for (std::size_t run = 0; run < runs.size(); ++run) groups.push_back({run});
  } else {
    groups = groups_of_seeds(runs);
  }
  LossPlot plot{.title = losses.size() == 1        ? "Losses of run " + losses.front().run.name
                         : experiments.size() == 1 ? "Losses of " + title_of(losses, groups)
                                                   : "Losses",
                .notes = notes_of(losses, groups, call),
                .loss = axes.size() == 1 ? *axes.begin() : "loss (the runs have different ones)",
                .log = call.log};
  for (const std::vector<std::size_t>& group : groups) {
    std::vector<LossCurve> seeds;
    for (const std::size_t run : group) seeds.push_back(losses[run].curve);
    plot.curves.push_back(
        joined_curve(group_label(losses, group, experiments.size() == 1), seeds, call.band));
  }
  return plot;
}

int drawn(const Status& status, const PlotCall& call) {
  if (!status) return report(status.diagnostics());
  print_written(call.file);
  return 0;
}

int plot_losses(const PlotCall& call) {
  const RunStore store = RunStore::open(call.directory, StoreAccess::read).take();
  const NamedRuns named = named_runs(store, call.runs).take();
  std::vector<RunLosses> losses;
  std::set<std::int64_t> seen;
  for (const RunSummary& run : named.runs) {
    if (seen.insert(run.id).second) losses.push_back(losses_of(store, run.id));
  }
  return drawn(draw_losses(plot_of(losses, call), call.file, call.style), call);
}

// The names of the classes, as far as the settings tell without the images.
std::vector<std::string> classes_of(const StoredRun& run) {
  const Result<RunConfig> config = stored_config_without_data(run);
  return config ? class_names(*config, nullptr) : std::vector<std::string>{};
}

int plot_table(const PlotCall& call) {
  const RunStore store = RunStore::open(call.directory, StoreAccess::read).take();
  const StoredRun run = store.run(store.find(call.run).take()).take();
  const std::vector<RecordedTable> tables =
      recorded_tables(store, store.analyses(run.id).take(), store.artefacts(run.id).take());
  const auto table = std::find_if(tables.begin(), tables.end(),
                                  [&](const RecordedTable& one) { return one.table.name == call.table; });
  if (table == tables.end()) {
    std::vector<std::string> names;
    for (const RecordedTable& one : tables) names.push_back(one.table.name);
    return report({catalogue::no_such_table(run.name, call.table, names)});
  }
  const TableOfRun of{run.name, run_note(run.experiment, run.variant, run.seed), table->weights,
                      classes_of(run)};
  const TableCaption caption =
      table_caption(table->table, of, variance_shares(store.metrics(run.id).take(), table->analysis));
  const bool map = table->table.columns.size() == 2 || !caption.axes.empty();
  return drawn(map && table->table.columns.size() > 1
                   ? draw_scatter(table->table, 0, 1, caption, call.file, call.style)
                   : draw_table(table->table, caption, call.file, call.style),
               call);
}

Option output_option(PlotCall& call) {
  return {.names = "-o,--output",
          .help = "the picture to write: .svg, .png or .pdf",
          .target = &call.file,
          .value = "F.svg",
          .path = PathTo::write,
          .required = true};
}

Verb losses_verb(const std::shared_ptr<PlotCall>& call) {
  return {
      .name = "losses",
      .help = "Training, validation and test losses over the epochs, of one run or several",
      .options = {{.names = "RUN",
                   .help = "runs, or experiments (EXP or EXP/VARIANT); those that differ in their seed "
                           "alone are one line with a band",
                   .target = &call->runs,
                   .required = true},
                  output_option(*call),
                  word_option("--band", "least to greatest of the seeds, or the 95 % interval of their mean",
                              call->band),
                  {.names = "--each", .help = "a line for each run, no bands", .target = &call->each},
                  {.names = "--log", .help = "a logarithmic axis of losses", .target = &call->log},
                  dark_option(call->style.dark),
                  store_option(call->directory)},
      .run = [call] { return plot_losses(*call); }};
}

Verb table_verb(const std::shared_ptr<PlotCall>& call) {
  return {
      .name = "table",
      .help =
          "A table that an analysis has made: two columns as points, one as histograms, more as a heat map",
      .options = {{.names = "RUN", .help = "id or name of a run", .target = &call->run, .required = true},
                  {.names = "TABLE",
                   .help = "its name, as the file's without .csv: latent-code",
                   .target = &call->table,
                   .required = true},
                  output_option(*call),
                  word_option("--colours",
                              "of the classes: the report's, or ten that colour-blind readers tell apart",
                              call->style.palette),
                  dark_option(call->style.dark),
                  store_option(call->directory)},
      .run = [call] { return plot_table(*call); }};
}

}  // namespace

Verb plot_verb() {
  const auto call = std::make_shared<PlotCall>();
  return {.name = "plot",
          .help = "Draw what the store holds",
          .verbs = {losses_verb(call), table_verb(call), plot_reconstructions_verb()}};
}

}  // namespace cae::cli
