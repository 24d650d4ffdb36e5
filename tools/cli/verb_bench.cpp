// cae-lab bench MODEL: how long a step takes on this machine.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "framework/base/catalogue/experiment.h"
#include "framework/primitives/onednn.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/profile_text.h"
#include "tools/cli/step_timer.h"
#include "tools/cli/terminal.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct Arguments {
  ModelArguments model;
  TrainConfig config;
  int steps = 20;
  int warm_up = 3;
  int threads = 0;
  bool evaluation = false;
  bool json = false;
  bool profile = false;
  std::vector<std::string> disabled_passes;
};

// The most memory that this process has held so far.
std::int64_t peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

// The value below which that share of the values is, one of them.
double quantile(std::vector<double> values, double share) {
  const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), values.begin() + place, values.end());
  return values[static_cast<std::size_t>(place)];
}

int bench(const Arguments& arguments) {
  if (arguments.config.precision == onednn::Precision::bf16 && !onednn::has_bf16())
    return report({catalogue::bf16_not_here({.file = "--precision bf16"}, onednn::isa_name())});
  const Result<Graph> graph = load_model(arguments.model);
  if (!graph) return report(graph.diagnostics());
  ThreadPool pool(arguments.threads);
  const StepTimes times = time_steps(*graph, arguments.config, !arguments.evaluation, arguments.warm_up,
                                     arguments.steps, arguments.disabled_passes, pool, arguments.profile);
  const double middle = median(times.seconds);
  const auto [least, most] = std::minmax_element(times.seconds.begin(), times.seconds.end());
  const double lower = quantile(times.seconds, 0.25);
  const double upper = quantile(times.seconds, 0.75);
  const double images = static_cast<double>(arguments.config.batch) / middle;
  if (arguments.json) {
    nlohmann::ordered_json result{{"model", graph->name},
                                  {"batch", arguments.config.batch},
                                  {"mode", arguments.evaluation ? "eval" : "train"},
                                  {"precision", word_of(arguments.config.precision)},
                                  {"threads", pool.threads()},
                                  {"isa", onednn::isa_name()},
                                  {"steps", arguments.steps},
                                  {"median_seconds", middle},
                                  {"lower_quartile_seconds", lower},
                                  {"upper_quartile_seconds", upper},
                                  {"least_seconds", *least},
                                  {"most_seconds", *most},
                                  {"images_per_second", images},
                                  {"arena_bytes", times.arena_bytes},
                                  {"peak_bytes", peak_bytes()}};
    if (times.profile) result["profile"] = profile_json(*times.profile);
    print(result.dump() + "\n");
  } else {
    print(fmt::format(
        "model {}, {}, {}, batch {}, {} thread{}, {}\n"
        "{} steps: median {:.3f} ms, half of them from {:.3f} to {:.3f} ms, all from {:.3f} to {:.3f} ms\n"
        "{:.0f} images/s, arena {:.1f} MB, peak memory {:.1f} MB\n",
        graph->name, arguments.evaluation ? "evaluation" : "training", word_of(arguments.config.precision),
        arguments.config.batch, pool.threads(), pool.threads() == 1 ? "" : "s", onednn::isa_name(),
        arguments.steps, middle * 1e3, lower * 1e3, upper * 1e3, *least * 1e3, *most * 1e3, images,
        static_cast<double>(times.arena_bytes) / 1e6, static_cast<double>(peak_bytes()) / 1e6));
    if (times.profile) print(profile_text(*times.profile));
  }
  return 0;
}

}  // namespace

Verb bench_verb() {
  const auto arguments = std::make_shared<Arguments>();
  Arguments& to = *arguments;
  return {
      .name = "bench",
      .help = "Measure a model's step on this machine",
      .options = {model_argument(to.model),
                  model_settings_option(to.model),
                  {.names = "--batch",
                   .help = "images of a step",
                   .target = &to.config.batch,
                   .value = "N",
                   .check = whole_number(1, 65536),
                   .shows_default = true},
                  {.names = "--steps",
                   .help = "steps to measure",
                   .target = &to.steps,
                   .value = "N",
                   .check = whole_number(1, 100000),
                   .shows_default = true},
                  {.names = "--warm-up",
                   .help = "steps to run before measuring",
                   .target = &to.warm_up,
                   .value = "N",
                   .check = whole_number(0, 100000),
                   .shows_default = true},
                  threads_option(to.threads, "threads to compute with"),
                  word_option("--precision", "arithmetic of large products", to.config.precision),
                  disabled_passes_option(to.disabled_passes),
                  {.names = "--eval",
                   .help = "measure evaluation instead of training",
                   .target = &to.evaluation},
                  {.names = "--profile", .help = "show where the time of a step goes", .target = &to.profile},
                  json_option(to.json, "print the figures as one JSON object")},
      .run = [arguments] { return bench(*arguments); }};
}

}  // namespace cae::cli
