#include "tools/cli/dry_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "framework/base/count_text.h"
#include "framework/data/dataset.h"
#include "framework/draw/plot_check.h"
#include "framework/run/analysis_check.h"
#include "framework/run/start_warnings.h"
#include "framework/train/augmentation.h"
#include "framework/train/augmentation_checks.h"
#include "framework/train/fit_checks.h"
#include "framework/train/validation.h"
#include "tools/cli/foresight.h"
#include "tools/cli/number_text.h"
#include "tools/cli/report.h"
#include "tools/cli/run_text.h"
#include "tools/cli/step_timer.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

struct Estimate {
  double seconds = 0.0;
  std::string text = {};
  nlohmann::ordered_json event = {};  // the same for --json
  Diagnostics problems = {};          // of what comes after training
  Diagnostics warnings = {};          // of what is odd
};

Estimate describe(const RunConfig& config, const RunArguments& arguments, ThreadPool& pool) {
  const Graph& model = *config.model;
  const DataSets data = load_data(config.data, input_shape(model)).take();
  std::move(check_targets(model, data, config.train)).take();
  const std::int64_t test_images = data.test ? data.test->count : 0;
  const auto validation_images = static_cast<std::int64_t>(
      validation_samples(config.data, config.train.seed, data.train.count).take().size());
  const std::int64_t training_images = data.train.count - validation_images;
  const std::int64_t steps = (training_images + config.train.batch - 1) / config.train.batch;
  const StepTimes training = time_steps(model, config.train, true, 1, 3, arguments.disabled_passes, pool);
  const StepTimes testing = time_steps(model, config.train, false, 1, 3, arguments.disabled_passes, pool);
  const double epoch = median(training.seconds) * static_cast<double>(steps) +
                       median(testing.seconds) * static_cast<double>(test_images + validation_images) /
                           static_cast<double>(config.train.batch);
  Foresight foresight = foresee(config, model, data, pool.threads());
  const std::size_t bytes = std::max(training.arena_bytes + testing.arena_bytes, peak_bytes(foresight.plan));
  std::vector<PluginInstance> augmentations =
      make_augmentations(resolve_augmentations(config.augment), config.train.seed);
  std::move(check_changed_targets(augmentations, config.augment, model, data, config.train)).take();
  Estimate estimate{.problems = std::move(foresight.problems),
                    .warnings = start_warnings(config, data, augmentations)};
  estimate.seconds = epoch * static_cast<double>(config.train.epochs);
  estimate.text = fmt::format(
      "{} seed {}: model {} ({}), {} parameters, {}\n"
      "    {} of {}, {:.0f} MB, about {} an epoch, {} in all\n",
      title(config.experiment, config.variant), config.train.seed, model.name, config.model_file,
      count_text(model.parameter_count()), images_text(training_images, validation_images, test_images),
      counted(config.train.epochs, "epoch"), counted(steps, "step"), static_cast<double>(bytes) / 1e6,
      duration_text(epoch), duration_text(estimate.seconds));
  estimate.event = {{"event", "plan"},
                    {"experiment", config.experiment},
                    {"variant", config.variant},
                    {"seed", config.train.seed},
                    {"model", model.name},
                    {"model_file", config.model_file},
                    {"epochs", config.train.epochs},
                    {"steps", steps},
                    {"parameters", model.parameter_count()},
                    {"images", training_images},
                    {"validation_images", validation_images},
                    {"test_images", test_images},
                    {"memory_bytes", bytes},
                    {"epoch_seconds", epoch},
                    {"seconds", estimate.seconds}};
  return estimate;
}

// A separate line for --json, at once, since measuring the next run takes a while.
void say(const RunArguments& arguments, const std::string& text, const nlohmann::ordered_json& event) {
  if (arguments.json) {
    print(event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } else if (!arguments.quiet) {
    print(text);
  }
  flush_output();
}

void warn(const RunArguments& arguments, const Diagnostic& warning) {
  if (!arguments.json) {
    report({warning});
    return;
  }
  say(arguments, "",
      {{"event", "warning"}, {"code", warning.code}, {"text", warning.message}, {"help", warning.help}});
}

}  // namespace

int dry_run(const Experiment& experiment, const RunArguments& arguments, ThreadPool& pool) {
  double seconds = 0.0;
  std::set<std::string> said;
  int status = 0;
  for (const RunConfig& config : experiment.runs) {
    const Estimate estimate = describe(config, arguments, pool);
    seconds += estimate.seconds;
    for (const Diagnostic& warning : estimate.warnings) {
      if (said.insert(render(warning)).second) warn(arguments, warning);
    }
    say(arguments, estimate.text, estimate.event);
    status = std::max(status, report(estimate.problems));
  }
  if (const Status plots = check_plots(); !plots) status = std::max(status, report(plots.diagnostics()));
  say(arguments,
      fmt::format("{}, about {} on {}; nothing was run or recorded\n",
                  counted(static_cast<std::int64_t>(experiment.runs.size()), "run"), duration_text(seconds),
                  counted(pool.threads(), "thread")),
      {{"event", "plans"},
       {"runs", experiment.runs.size()},
       {"seconds", seconds},
       {"threads", pool.threads()}});
  return status;
}

}  // namespace cae::cli
