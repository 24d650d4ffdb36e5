// cae-lab report: runs as one page, made from the store.
#include <algorithm>
#include <memory>
#include <optional>

#include "framework/base/catalogue/report.h"
#include "framework/base/files.h"
#include "framework/base/shell_word.h"
#include "framework/draw/picture_format.h"
#include "framework/report/report_page.h"
#include "framework/store/provenance.h"
#include "tools/cli/comparison_notes.h"
#include "tools/cli/named_runs.h"
#include "tools/cli/run_text.h"
#include "tools/cli/terminal.h"
#include "tools/cli/trained_model.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct Arguments {
  std::vector<std::string> runs;
  std::string directory = "runs";
  std::string file;
};

std::string command_of(const Arguments& arguments) {
  std::vector<std::string> words = {"cae-lab", "report"};
  words.insert(words.end(), arguments.runs.begin(), arguments.runs.end());
  words.insert(words.end(), {"-o", arguments.file});
  if (arguments.directory != "runs") words.insert(words.end(), {"--store", arguments.directory});
  return shell_command(words);
}

// A run whose settings or model cannot be read is shown without them.
RunChoice choice_of(const RunStore& store, std::int64_t id) {
  RunChoice choice{.stored = store.run(id).take()};
  try {
    choice.config = config_with_model(choice.stored, false);
  } catch (const Failure& failure) {
    choice.no_config = failure.diagnostics().front().message;
  }
  return choice;
}

// Each once, whatever words name it.
std::vector<std::int64_t> ids_of(const NamedRuns& chosen) {
  std::vector<std::int64_t> ids;
  for (const RunSummary& run : chosen.runs) {
    if (std::find(ids.begin(), ids.end(), run.id) == ids.end()) ids.push_back(run.id);
  }
  return ids;
}

// What `compare` says beside its tables, of variants under the names that the page gives them.
std::vector<std::string> comparison_notes(const RunStore& store, const std::vector<RunSummary>& runs) {
  Result<RunComparison> comparison = compare_runs(store, runs, {});
  if (!comparison) return {};
  for (ComparedVariant& variant : comparison->variants)
    variant.name = title(variant.group.experiment, variant.group.variant);
  return notes_of(*comparison);
}

// A line that tells where the work is, on a terminal that can erase it.
void tell(const std::string& text) {
  if (!has_live_lines()) return;
  print("\r\033[K" + text);
  flush_output();
}

int write_report(const Arguments& arguments) {
  if (!picture_format(arguments.file, {"html"})) return report({catalogue::report_not_html(arguments.file)});
  const RunStore store = RunStore::open(arguments.directory, StoreAccess::read).take();
  const NamedRuns chosen = named_runs(store, arguments.runs).take();
  const std::vector<std::int64_t> ids = ids_of(chosen);
  std::move(check_writable(arguments.file)).take();
  std::vector<RunChoice> choices;
  for (const std::int64_t id : ids) choices.push_back(choice_of(store, id));
  ThreadPool pool;
  const ReportOrigin origin{
      .version = CAE_VERSION, .command = command_of(arguments), .made_at = store::utc_now()};
  const auto told = [&](std::size_t i) {
    tell("run " + std::to_string(i + 1) + " of " + std::to_string(ids.size()));
  };
  const std::string page =
      report_page(store, std::move(choices), comparison_notes(store, chosen.runs), origin, pool, told).take();
  tell("");
  std::move(write_file_atomically(arguments.file, page)).take();
  print_written(arguments.file);
  return 0;
}

}  // namespace

Verb report_verb() {
  const auto arguments = std::make_shared<Arguments>();
  Arguments& to = *arguments;
  return {.name = "report",
          .help = "Write runs as one page to open or send: models, curves, images, maps, comparison",
          .options = {{.names = "EXP|RUN",
                       .help = "experiments (NAME, NAME/VARIANT or their files), and ids or names of runs",
                       .target = &to.runs,
                       .required = true},
                      {.names = "-o,--output",
                       .help = "the page to write",
                       .target = &to.file,
                       .value = "F.html",
                       .path = PathTo::write,
                       .required = true},
                      store_option(to.directory)},
          .run = [arguments] { return write_report(*arguments); }};
}

}  // namespace cae::cli
