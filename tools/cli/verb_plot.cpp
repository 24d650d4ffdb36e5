// cae-lab plot: pictures of what the store holds.
#include <limits>
#include <memory>

#include "framework/base/catalogue/store.h"
#include "framework/draw/plots.h"
#include "tools/cli/run_text.h"
#include "tools/cli/terminal.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct PlotCall {
  std::vector<std::string> runs;
  std::string directory = "runs";
  std::string file;
};

Result<LossCurve> curve_of(const RunStore& store, std::int64_t id) {
  const Result<StoredRun> run = store.run(id);
  if (!run) return run.diagnostics();
  const Result<std::vector<EpochRecord>> epochs = store.epochs(id);
  if (!epochs) return epochs.diagnostics();
  if (epochs->empty()) return catalogue::no_losses(run->name);
  LossCurve curve{.label = run->name};
  for (const EpochRecord& epoch : *epochs) {
    curve.epochs.push_back(static_cast<int>(epoch.epoch));
    curve.train.push_back(epoch.train_loss);
    curve.validation.push_back(epoch.validation_loss.value_or(std::numeric_limits<double>::quiet_NaN()));
    curve.test.push_back(epoch.test_loss.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  return curve;
}

int plot_losses(const PlotCall& call) {
  const Result<RunStore> store = RunStore::open(call.directory, StoreAccess::read);
  if (!store) return report(store.diagnostics());
  const Result<std::vector<std::int64_t>> ids = find_runs(*store, call.runs);
  if (!ids) return report(ids.diagnostics());
  std::vector<LossCurve> curves;
  for (const std::int64_t id : *ids) {
    const Result<LossCurve> curve = curve_of(*store, id);
    if (!curve) return report(curve.diagnostics());
    curves.push_back(*curve);
  }
  const std::string heading = curves.size() == 1 ? "Losses of " + curves[0].label : "Losses";
  const Status drawn = draw_losses(curves, heading, call.file);
  if (!drawn) return report(drawn.diagnostics());
  print(visible(call.file) + "\n");
  return 0;
}

}  // namespace

Verb plot_verb() {
  const auto call = std::make_shared<PlotCall>();
  const Verb losses = {
      .name = "losses",
      .help = "Training, validation and test losses over the epochs, of one run or several",
      .options = {{.names = "RUN", .help = "ids or names of runs", .target = &call->runs, .required = true},
                  {.names = "-o,--output",
                   .help = "the picture to write: .svg, .png or .pdf",
                   .target = &call->file,
                   .value = "F.svg",
                   .required = true},
                  store_option(call->directory)},
      .run = [call] { return plot_losses(*call); }};
  return {.name = "plot", .help = "Draw what the store holds", .verbs = {losses}};
}

}  // namespace cae::cli
