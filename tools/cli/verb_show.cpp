// cae-lab show RUN: a whole run on one screen.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <set>

#include "framework/base/count_text.h"
#include "framework/base/visible_text.h"
#include "framework/base/watched_loss.h"
#include "framework/run/flat_settings.h"
#include "tools/cli/folded.h"
#include "tools/cli/loss_curve.h"
#include "tools/cli/number_text.h"
#include "tools/cli/run_json.h"
#include "tools/cli/run_text.h"
#include "tools/cli/terminal.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct ShowCall {
  std::string run;
  std::string directory = "runs";
  std::string text;  // "model", "experiment", "configuration", or "" for the screen
  bool json = false;
};

// "name      value", the value folded to the width of the screen; on a narrow one below the name.
std::string field(const std::string& name, const std::string& value) {
  const auto width = static_cast<std::size_t>(output_width());
  const std::size_t indent = width >= 40 ? 12 : 2;
  std::string text = painted(fmt::format("{:<{}}", name, indent), TextColour::dim);
  if (columns_of(name) >= indent) text += "\n" + std::string(indent, ' ');
  bool first = true;
  for (const std::string& line : folded(visible(value), width - indent)) {
    text += (first ? "" : std::string(indent, ' ')) + line + "\n";
    first = false;
  }
  return text;
}

std::string settings_text(const StoredRun& run) {
  std::string text;
  for (const auto& [key, value] : flat_settings(run.configuration)) {
    // The texts of the files are in the record, not on the screen.
    if (value.empty() || value.find('\n') != std::string::npos) continue;
    text += (text.empty() ? "" : " ") + key + "=" + value;
  }
  return text;
}

// "4 threads"; of one run on several ranks: "3 ranks of 4 threads".
std::string threads_text(const StoredRun& run) {
  const std::string threads = counted(run.threads, "thread");
  return run.ranks > 1 ? fmt::format("{} ranks of {}", run.ranks, threads) : threads;
}

std::string head(const RunStore& store, const StoredRun& run) {
  const TableCell state = status_cell(store, run.name, run.status);
  std::string text = painted(fmt::format("run {}  {}  seed {}", run.id,
                                         visible(title(run.experiment, run.variant)), run.seed),
                             TextColour::bold) +
                     "  " + painted(state.text, state.colour) + "\n";
  if (!run.error.empty()) text += field("error", run.error);
  if (!run.end_reason.empty()) text += field("ended by", run.end_reason);
  if (!run.tags.empty()) text += field("tags", tags_text(run.tags));
  if (!run.note.empty()) text += field("note", run.note);
  text += field("experiment", run.experiment_file);
  text += field("model", fmt::format("{}: {} parameters, {} of them trainable", run.model_file,
                                     count_text(run.parameters), count_text(run.trainable_parameters)));
  text += field("folder", store.folder(run.name));
  text += field("command", run.command);
  std::string when = time_text(run.started_at);
  if (!run.finished_at.empty()) when += " to " + time_text(run.finished_at);
  text += field("when", when + " UTC, " + duration_text(run.seconds) + " of work");
  text += field("machine", fmt::format("{}, {}, {}", run.cpu, run.isa, threads_text(run)));
  text += field("versions", fmt::format("cae-lab {}, oneDNN {}{}", run.cae_lab_version, run.onednn_version,
                                        run.git_revision ? ", git " + run.git_revision->substr(0, 12) : ""));
  for (const PluginRecord& plugin : run.plugins) {
    text += field("plugin", fmt::format("{} {}, {}, sha256 {}", plugin.name, plugin.version, plugin.path,
                                        plugin.sha256.substr(0, 12)));
  }
  const std::string settings = settings_text(run);
  if (!settings.empty()) text += field("settings", settings);
  return text;
}

// About ten epochs that tell the story: the first three, then at growing distances, the best and the last.
std::set<std::int64_t> told_epochs(const std::vector<EpochRecord>& epochs, std::int64_t best) {
  constexpr std::size_t all_shown = 10;
  std::set<std::int64_t> told;
  for (const EpochRecord& epoch : epochs) {
    std::int64_t power = 1;
    while (power * 10 <= epoch.epoch) power *= 10;
    const std::int64_t lead = epoch.epoch / power;
    const bool round = epoch.epoch % power == 0 && (lead == 1 || lead == 2 || lead == 5);
    if (epochs.size() <= all_shown || round || epoch.epoch == 3) told.insert(epoch.epoch);
  }
  if (best > 0) told.insert(best);
  if (!epochs.empty()) told.insert(epochs.back().epoch);
  return told;
}

// The epochs' losses; the best one as the store's view has it. Validation losses where the run has some.
std::string losses_text(const std::vector<EpochRecord>& epochs, std::int64_t best) {
  const auto has = [&](const auto& loss) { return std::any_of(epochs.begin(), epochs.end(), loss); };
  const bool validation = has([](const EpochRecord& epoch) { return epoch.validation_loss.has_value(); });
  const bool test = has([](const EpochRecord& epoch) { return epoch.test_loss.has_value(); });
  const WatchedLoss watched = watched_loss(validation, test);
  std::vector<TextTable::Column> columns = {{"epoch", Align::right}, {"train", Align::right}};
  if (validation) columns.push_back({"validation", Align::right});
  for (const char* name : {"test", "rate", "seconds", "images/s"}) columns.push_back({name, Align::right});
  columns.push_back({""});
  TextTable table(columns);
  const std::set<std::int64_t> told = told_epochs(epochs, best);
  for (const EpochRecord& epoch : epochs) {
    if (told.count(epoch.epoch) == 0) continue;
    const bool is_best = epoch.epoch == best;
    const auto colour = [&](WatchedLoss loss) {
      return is_best && loss == watched ? TextColour::green : TextColour::none;
    };
    std::vector<TableCell> row = {{std::to_string(epoch.epoch)},
                                  {loss_text(epoch.train_loss), colour(WatchedLoss::training)}};
    if (validation) row.push_back({loss_text(epoch.validation_loss), colour(WatchedLoss::validation)});
    row.push_back({loss_text(epoch.test_loss), colour(WatchedLoss::test)});
    row.push_back({fmt::format("{:.3g}", epoch.learning_rate)});
    row.push_back({fmt::format("{:.1f}", epoch.seconds)});
    row.push_back({fmt::format("{:.0f}", epoch.images_per_second)});
    row.push_back({is_best ? "best" : "", TextColour::green});
    table.add(row);
  }
  return table.text();
}

std::string warnings_text(const std::vector<WarningRecord>& warnings) {
  std::string text;
  for (const WarningRecord& warning : warnings) {
    text += field("warning", warning.code + ": " + warning.text + "; " + warning.help);
  }
  return text;
}

std::int64_t best_epoch(const std::vector<RunSummary>& runs, std::int64_t id) {
  const auto run = std::find_if(runs.begin(), runs.end(), [&](const RunSummary& r) { return r.id == id; });
  return run == runs.end() ? 0 : run->best_epoch.value_or(0);
}

// As `compare` names it: "accuracy/test/9".
std::string metric_name(const MetricRecord& metric) {
  return metric.name + (metric.split.empty() ? "" : "/" + metric.split) +
         (metric.class_name.empty() ? "" : "/" + metric.class_name);
}

std::string results_text(const std::vector<MetricRecord>& metrics,
                         const std::vector<ArtefactRecord>& artefacts, const std::string& directory) {
  std::string text;
  std::string analysis;
  std::string line;
  for (const MetricRecord& metric : metrics) {
    if (metric.analysis != analysis && !line.empty()) {
      text += field(analysis, line);
      line.clear();
    }
    analysis = metric.analysis;
    line += (line.empty() ? "" : " ") + fmt::format("{}={:.6g}", metric_name(metric), metric.value);
  }
  if (!line.empty()) text += field(analysis, line);
  for (const ArtefactRecord& artefact : artefacts) {
    text += field(artefact.kind,
                  (std::filesystem::path(directory) / artefact.path).string() + "  " + artefact.description);
  }
  return text;
}

// What of the pictures and analyses is not there, why, and what makes it.
std::string missing_text(const std::vector<AnalysisRecord>& analyses, const StoredRun& run,
                         const std::string& directory) {
  std::string text;
  for (const AnalysisRecord& analysis : analyses) {
    if (analysis.status == AnalysisStatus::done || analysis.status == AnalysisStatus::running) continue;
    const std::string reason = analysis.error.substr(0, analysis.error.find('\n'));
    text +=
        field(analysis.name, std::string(name_of(analysis.status)) + (reason.empty() ? "" : ": " + reason));
  }
  if (!text.empty() && run.status == RunStatus::done)
    text += "\nmake them with: " + analyse_command(run.id, directory) + "\n";
  return text;
}

int show_screen(const RunStore& store, const StoredRun& run) {
  const Result<std::vector<EpochRecord>> epochs = store.epochs(run.id);
  const Result<std::vector<MetricRecord>> metrics = store.metrics(run.id);
  const Result<std::vector<ArtefactRecord>> artefacts = store.artefacts(run.id);
  const Result<std::vector<AnalysisRecord>> analyses = store.analyses(run.id);
  if (!analyses) return report(analyses.diagnostics());
  if (!epochs) return report(epochs.diagnostics());
  if (!metrics) return report(metrics.diagnostics());
  if (!artefacts) return report(artefacts.diagnostics());
  const Result<std::vector<WarningRecord>> warnings = store.warnings(run.id);
  const Result<std::vector<RunSummary>> summaries = store.runs();
  if (!warnings) return report(warnings.diagnostics());
  if (!summaries) return report(summaries.diagnostics());

  std::string text =
      head(store, run) + field("epochs", fmt::format("{} of {}", epochs->size(), run.epochs_planned));
  text += warnings_text(*warnings);
  if (!epochs->empty()) text += "\n" + losses_text(*epochs, best_epoch(*summaries, run.id));
  const std::vector<std::string> curve = loss_curve_lines(*epochs, output_width());
  if (!curve.empty()) text += "\n";
  for (const std::string& line : curve) text += line + "\n";
  const std::string results = results_text(*metrics, *artefacts, store.directory());
  if (!results.empty()) text += "\n" + results;
  const std::string missing = missing_text(*analyses, run, store.directory());
  if (!missing.empty()) text += "\n" + missing;
  const bool alive = run.status == RunStatus::running && store.is_alive(run.name);
  if (run.status != RunStatus::done && !alive)
    text += "\ngo on with: " + resume_command(run, store.directory()) + "\n";
  print(text);
  return 0;
}

int show_run(const ShowCall& call) {
  const Result<RunStore> store = RunStore::open(call.directory, StoreAccess::read);
  if (!store) return report(store.diagnostics());
  const Result<std::int64_t> id = store->find(call.run);
  if (!id) return report(id.diagnostics());
  const Result<StoredRun> run = store->run(*id);
  if (!run) return report(run.diagnostics());
  if (call.json) {
    print_json_line(whole_run_json(*store, *run).take());
    return 0;
  }
  if (call.text.empty()) return show_screen(*store, *run);
  const std::string& text = call.text == "model"        ? run->model_text
                            : call.text == "experiment" ? run->experiment_text
                                                        : run->configuration;
  print(::isatty(STDOUT_FILENO) == 1 ? visible_lines(text) : text);
  if (text.empty() || text.back() != '\n') print("\n");
  return 0;
}

}  // namespace

Verb show_verb() {
  const auto call = std::make_shared<ShowCall>();
  return {.name = "show",
          .help = "Show a whole run: what, where, when, losses, results",
          .options = {{.names = "RUN",
                       .help = "id or name of the run, or 'last'",
                       .target = &call->run,
                       .required = true},
                      store_option(call->directory),
                      {.names = "--text",
                       .help = "print a text of the record as it was read",
                       .target = &call->text,
                       .value = "WORD",
                       .check = one_of({"model", "experiment", "configuration"})},
                      {.names = "--json",
                       .help = "print all that is recorded as one JSON object",
                       .target = &call->json,
                       .excludes = {"--text"}}},
          .run = [call] { return show_run(*call); }};
}

}  // namespace cae::cli
