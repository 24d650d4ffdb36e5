#include "tools/cli/dry_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "framework/base/count_text.h"
#include "framework/data/dataset.h"
#include "framework/draw/plot_check.h"
#include "framework/run/analysis_check.h"
#include "framework/run/resolved_json.h"
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

std::string estimated_text(double seconds) {
  return seconds < 0.05 ? "less than 0.1 s" : "about " + duration_text(seconds);
}

struct Estimate {
  double epoch_seconds = 0.0;
  double seconds = 0.0;
  std::string text = {};
  nlohmann::ordered_json event = {};  // the same for --json
  Diagnostics problems = {};          // of what comes after training
  Diagnostics warnings = {};          // of what is odd
};

// What a step of training and of evaluation takes.
struct StepCost {
  double training_seconds = 0.0;
  double testing_seconds = 0.0;
  std::size_t training_bytes = 0;
  std::size_t testing_bytes = 0;
};

// Runs of one key take as long for a step.
std::string cost_key(const RunConfig& config) {
  nlohmann::json settings = nlohmann::json::parse(resolved_json(config));
  for (const char* key : {"variant", "experiment", "augment", "analyse"}) settings.erase(key);
  for (const char* key : {"seed", "epochs", "schedule", "early_stopping"}) settings["train"].erase(key);
  settings["train"]["optimizer"].erase("rate");
  return settings.dump() + config.model_text;
}

// Reads and measures once what runs share.
class Estimator {
 public:
  Estimator(const RunArguments& arguments, ThreadPool& pool) : arguments_(arguments), pool_(pool) {}
  Estimate estimate(const RunConfig& config);

 private:
  const DataSets& data_of(const RunConfig& config);
  const StepCost& cost_of(const RunConfig& config);

  const RunArguments& arguments_;
  ThreadPool& pool_;
  std::string data_key_;
  DataSets data_;  // of that key
  std::map<std::string, StepCost> costs_;
};

const DataSets& Estimator::data_of(const RunConfig& config) {
  const ImageShape shape = input_shape(*config.model);
  if (const std::string key = data_key(config, shape); key != data_key_) {
    data_ = load_data(config.data, shape).take();
    data_key_ = key;
  }
  return data_;
}

const StepCost& Estimator::cost_of(const RunConfig& config) {
  const auto [found, is_new] = costs_.try_emplace(cost_key(config));
  if (!is_new) return found->second;
  const auto times = [&](bool train) {
    return time_steps(*config.model, config.train, train, 1, 3, arguments_.disabled_passes, pool_);
  };
  const StepTimes training = times(true);
  const StepTimes testing = times(false);
  found->second = {median(training.seconds), median(testing.seconds), training.arena_bytes,
                   testing.arena_bytes};
  return found->second;
}

Estimate Estimator::estimate(const RunConfig& config) {
  const Graph& model = *config.model;
  const DataSets& data = data_of(config);
  std::move(check_targets(model, data, config.train)).take();
  const std::int64_t test_images = data.test ? data.test->count : 0;
  const auto validation_images = static_cast<std::int64_t>(
      validation_samples(config.data, config.train.seed, data.train.count).take().size());
  const std::int64_t training_images = data.train.count - validation_images;
  const std::int64_t steps = (training_images + config.train.batch - 1) / config.train.batch;
  const StepCost& cost = cost_of(config);
  const std::int64_t evaluated_images = test_images + validation_images;
  const double epoch =
      cost.training_seconds * static_cast<double>(steps) +
      cost.testing_seconds * static_cast<double>(evaluated_images) / static_cast<double>(config.train.batch);
  Foresight foresight = foresee(config, model, data, pool_.threads());
  const std::size_t bytes = std::max(cost.training_bytes + (evaluated_images > 0 ? cost.testing_bytes : 0),
                                     peak_bytes(foresight.plan));
  std::vector<PluginInstance> augmentations =
      make_augmentations(resolve_augmentations(config.augment), config.train.seed);
  std::move(check_changed_targets(augmentations, config.augment, model, data, config.train)).take();
  Estimate estimate{.epoch_seconds = epoch,
                    .problems = std::move(foresight.problems),
                    .warnings = start_warnings(config, data, augmentations)};
  estimate.seconds = epoch * static_cast<double>(config.train.epochs);
  estimate.text = fmt::format(
      "{} seed {}: model {} ({}), {} parameters, {}\n"
      "    {} of {}, {:.0f} MB, {} an epoch, {} in all\n",
      title(config.experiment, config.variant), config.train.seed, model.name, config.model_file,
      count_text(model.parameter_count()), images_text(training_images, validation_images, test_images),
      counted(config.train.epochs, "epoch"), counted(steps, "step"), static_cast<double>(bytes) / 1e6,
      estimated_text(epoch), estimated_text(estimate.seconds));
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

// Says how many combinations go on in each round; the seconds of all runs, with means where it is not known
// which go on.
double say_rounds(const Experiment& experiment, const std::vector<double>& epoch_seconds,
                  const RunArguments& arguments) {
  const std::vector<std::string>& names = experiment.combinations;
  double plain = 0.0;
  double swept = 0.0;  // one epoch of all combinations
  std::int64_t epochs = 1;
  for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
    const RunConfig& run = experiment.runs[i];
    const bool is_swept = std::find(names.begin(), names.end(), run.variant) != names.end();
    (is_swept ? swept : plain) +=
        is_swept ? epoch_seconds[i] : epoch_seconds[i] * static_cast<double>(run.train.epochs);
    if (is_swept) epochs = std::max(epochs, run.train.epochs);
  }
  const auto all = static_cast<double>(names.size());
  std::size_t count = names.size();
  std::int64_t before = 0;
  std::string text;
  nlohmann::ordered_json rounds = nlohmann::ordered_json::array();
  for (const std::int64_t until : halving_rounds(*experiment.halving, epochs)) {
    plain += swept * static_cast<double>(count) / all * static_cast<double>(until - before);
    text += fmt::format("{}{} to epoch {}", text.empty() ? "" : ", ",
                        counted(static_cast<std::int64_t>(count), "combination"), until);
    rounds.push_back({{"combinations", count}, {"epoch", until}});
    before = until;
    count = kept_by_halving(*experiment.halving, count);
  }
  say(arguments, "successive halving: " + text + "\n", {{"event", "rounds"}, {"rounds", rounds}});
  return plain;
}

}  // namespace

int dry_run(const Experiment& experiment, const RunArguments& arguments, ThreadPool& pool) {
  Estimator estimator(arguments, pool);
  double seconds = 0.0;
  std::vector<double> epoch_seconds;  // of each run
  std::set<std::string> said;
  int status = 0;
  for (const RunConfig& config : experiment.runs) {
    const Estimate estimate = estimator.estimate(config);
    seconds += estimate.seconds;
    epoch_seconds.push_back(estimate.epoch_seconds);
    for (const Diagnostic& warning : estimate.warnings) {
      if (said.insert(render(warning)).second) warn(arguments, warning);
    }
    say(arguments, estimate.text, estimate.event);
    status = std::max(status, report(estimate.problems));
  }
  if (const Status plots = check_plots(); !plots) status = std::max(status, report(plots.diagnostics()));
  if (experiment.halving) seconds = say_rounds(experiment, epoch_seconds, arguments);
  say(arguments,
      fmt::format("{}, {} on {}; nothing was run or recorded\n",
                  counted(static_cast<std::int64_t>(experiment.runs.size()), "run"), estimated_text(seconds),
                  counted(pool.threads(), "thread")),
      {{"event", "plans"},
       {"runs", experiment.runs.size()},
       {"seconds", seconds},
       {"threads", pool.threads()}});
  return status;
}

}  // namespace cae::cli
