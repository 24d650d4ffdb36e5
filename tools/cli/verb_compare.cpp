// cae-lab compare EXPERIMENT|RUN...: what variants change, over their seeds.
#include <algorithm>
#include <memory>

#include "tools/cli/comparison_records.h"
#include "tools/cli/comparison_text.h"
#include "tools/cli/csv_output.h"
#include "tools/cli/json_text.h"
#include "tools/cli/named_runs.h"
#include "tools/cli/side_by_side.h"
#include "tools/cli/terminal.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct CompareCall {
  std::vector<std::string> words;
  std::string directory = "runs";
  ComparisonRequest request;
  std::string best;
  bool json = false;
  bool csv = false;
};

// Whether a mean over seeds can be said of a variant.
bool has_seeds(const RunComparison& comparison) {
  return std::any_of(comparison.variants.begin(), comparison.variants.end(),
                     [](const ComparedVariant& variant) { return variant.values.size() > 1; });
}

// Whether the call asks for more than runs side by side.
bool asks_for_variants(const CompareCall& call, const NamedRuns& chosen) {
  return !chosen.one_by_one || call.json || call.csv || !call.request.metric.empty() ||
         call.request.against.has_value();
}

void print_comparison(const CompareCall& call, const RunComparison& comparison) {
  if (call.json) {
    print_json_line(comparison_json(comparison));
  } else if (call.csv) {
    print_csv(comparison_rows(comparison));
  } else {
    print(comparison_text(comparison));
  }
}

// Runs that were named one by one, and their variants where several seeds are among them.
int print_side_by_side(const RunStore& store, const CompareCall& call, const NamedRuns& chosen) {
  const Result<std::string> text = side_by_side(store, chosen.runs);
  if (!text) return report(text.diagnostics());
  print(*text);
  const Result<RunComparison> comparison = compare_runs(store, chosen.runs, call.request);
  if (comparison && has_seeds(*comparison)) print("\n" + comparison_text(*comparison));
  if (comparison && !has_seeds(*comparison) && comparison->variants.size() > 1) {
    print("\none seed of each variant: no interval, and no test whether they differ\n");
  }
  return 0;
}

int compare(CompareCall& call) {
  const Result<RunStore> store = RunStore::open(call.directory, StoreAccess::read);
  if (!store) return report(store.diagnostics());
  const Result<NamedRuns> chosen = named_runs(*store, call.words);
  if (!chosen) return report(chosen.diagnostics());
  if (!asks_for_variants(call, *chosen)) return print_side_by_side(*store, call, *chosen);
  const Result<RunComparison> comparison = compare_runs(*store, chosen->runs, call.request);
  if (!comparison) return report(comparison.diagnostics());
  print_comparison(call, *comparison);
  return 0;
}

}  // namespace

Verb compare_verb() {
  const auto call = std::make_shared<CompareCall>();
  return {
      .name = "compare",
      .help = "Compare variants over their seeds, with intervals and tests, or single runs side by side",
      .options = {{.names = "RUN",
                   .help = "names or files of experiments, EXPERIMENT/VARIANT, or ids or names of runs",
                   .target = &call->words,
                   .value = "EXPERIMENT|RUN",
                   .required = true},
                  {.names = "--metric",
                   .help =
                       "the number to compare: final_test_loss, best_test_loss, pca.reconstruction_error, "
                       "... (default: the test loss of the last epoch)",
                   .target = &call->request.metric,
                   .value = "NAME"},
                  {.names = "--against",
                   .help = "the variant that the others are compared with (default: the base)",
                   .target = &call->request.against,
                   .value = "VARIANT"},
                  {.names = "--best",
                   .help = "which values of a metric that is not a loss are best, for the Pareto line",
                   .target = &call->best,
                   .value = "WORD",
                   .check = one_of({"lowest", "highest"})},
                  json_option(call->json, "print one JSON object"),
                  {.names = "--csv",
                   .help = "print CSV, one line a variant",
                   .target = &call->csv,
                   .excludes = {"--json"}},
                  store_option(call->directory)},
      .run = [call] {
        if (!call->best.empty()) call->request.best = call->best == "lowest" ? Best::lowest : Best::highest;
        return compare(*call);
      }};
}

}  // namespace cae::cli
