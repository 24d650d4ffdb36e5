// cae-lab bench MODEL: how long a step takes on this machine.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "framework/base/catalogue/experiment.h"
#include "framework/primitives/onednn.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/number_list.h"
#include "tools/cli/pin_option.h"
#include "tools/cli/profile_text.h"
#include "tools/cli/simulation_text.h"
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
  bool pin = false;
  std::vector<std::string> disabled_passes;
  std::string simulated_threads;  // "2,16"
  double memory_speed = 0.0;      // of the simulated machine, GB/s; 0: no limit
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

// What --simulate-threads asks for.
Simulation simulation_of(const Graph& graph, const Arguments& arguments) {
  Simulation simulation{.machine = measure_machine(), .steps = {}};
  simulation.machine.bytes_per_second_most = arguments.memory_speed * 1e9;
  const auto [whole, shared] =
      record_steps(graph, arguments.config, !arguments.evaluation, std::max(arguments.warm_up, 1),
                   arguments.steps, arguments.disabled_passes);
  for (const int threads : numbers_in(arguments.simulated_threads))
    simulation.steps.push_back(simulate(ThreadPool::shares_work(threads) ? shared : whole, threads,
                                        simulation.machine, whole.busy_seconds()));
  return simulation;
}

StepTimes measured(const Graph& graph, const Arguments& arguments, int& threads) {
  ThreadPool pool(arguments.threads, arguments.pin);
  threads = pool.threads();
  return time_steps(graph, arguments.config, !arguments.evaluation, arguments.warm_up, arguments.steps,
                    arguments.disabled_passes, pool, arguments.profile);
}

int bench(const Arguments& arguments) {
  if (arguments.config.precision == onednn::Precision::bf16 && !onednn::has_bf16())
    return report({catalogue::bf16_not_here({.file = "--precision bf16"}, onednn::isa_name())});
  const Result<Graph> graph = load_model(arguments.model);
  if (!graph) return report(graph.diagnostics());
  int threads = 0;
  const StepTimes times = measured(*graph, arguments, threads);
  std::optional<Simulation> simulation;
  if (!arguments.simulated_threads.empty()) simulation = simulation_of(*graph, arguments);
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
                                  {"threads", threads},
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
    if (simulation) result.update(simulation_json(*simulation));
    print(result.dump() + "\n");
  } else {
    print(fmt::format(
        "model {}, {}, {}, batch {}, {} thread{}, {}\n"
        "{} steps: median {:.3f} ms, half of them from {:.3f} to {:.3f} ms, all from {:.3f} to {:.3f} ms\n"
        "{:.0f} images/s, arena {:.1f} MB, peak memory {:.1f} MB\n",
        graph->name, arguments.evaluation ? "evaluation" : "training", word_of(arguments.config.precision),
        arguments.config.batch, threads, threads == 1 ? "" : "s", onednn::isa_name(), arguments.steps,
        middle * 1e3, lower * 1e3, upper * 1e3, *least * 1e3, *most * 1e3, images,
        static_cast<double>(times.arena_bytes) / 1e6, static_cast<double>(peak_bytes()) / 1e6));
    if (times.profile) print(profile_text(*times.profile));
    if (simulation) print(simulation_text(*simulation));
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
      .options =
          {model_argument(to.model),
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
           pin_option(to.pin),
           word_option("--precision", "arithmetic of large products", to.config.precision),
           disabled_passes_option(to.disabled_passes),
           {.names = "--eval", .help = "measure evaluation instead of training", .target = &to.evaluation},
           {.names = "--profile", .help = "show where the time of a step goes", .target = &to.profile},
           {.names = "--simulate-threads",
            .help = "say how long a step would take on so many threads, from its pieces on one",
            .target = &to.simulated_threads,
            .value = "N,...",
            .check = number_list(1, 1024)},
           {.names = "--memory-speed",
            .help = "of the simulated machine, all cores together, in GB/s; else each core has what one "
                    "of this machine has while all are at work",
            .target = &to.memory_speed,
            .value = "X",
            .check = number_from(1.0),
            .needs = {"--simulate-threads"}},
           json_option(to.json, "print the figures as one JSON object")},
      .run = [arguments] { return bench(*arguments); }};
}

}  // namespace cae::cli
