// cae-lab bench MODEL: how long a step takes on this machine.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "framework/primitives/onednn.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/step_timer.h"
#include "tools/cli/terminal.h"

namespace cae::cli {
namespace {

struct Arguments {
  ModelArguments model;
  TrainConfig config;
  int steps = 20;
  int threads = 0;
  bool evaluation = false;
  std::vector<std::string> disabled_passes;
};

int bench(const Arguments& arguments) {
  const Result<Graph> graph = load_model(arguments.model);
  if (!graph) return report(graph.diagnostics());
  ThreadPool pool(arguments.threads);
  const StepTimes times = time_steps(*graph, arguments.config, !arguments.evaluation, 3, arguments.steps,
                                     arguments.disabled_passes, pool);
  const auto [least, most] = std::minmax_element(times.seconds.begin(), times.seconds.end());
  const nlohmann::ordered_json result{{"model", graph->name},
                                      {"batch", arguments.config.batch},
                                      {"mode", arguments.evaluation ? "eval" : "train"},
                                      {"threads", pool.threads()},
                                      {"isa", onednn::isa_name()},
                                      {"steps", arguments.steps},
                                      {"median_seconds", median(times.seconds)},
                                      {"least_seconds", *least},
                                      {"most_seconds", *most},
                                      {"arena_bytes", times.arena_bytes}};
  print(result.dump() + "\n");
  return finished_output(0);
}

}  // namespace

void add_bench(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("bench", "Measure a model's step on this machine");
  auto arguments = std::make_shared<Arguments>();
  add_model_arguments(*verb, arguments->model);
  verb->add_option("--batch", arguments->config.batch, "images of a step")->check(CLI::Range(1, 65536));
  verb->add_option("--steps", arguments->steps, "steps to measure")->check(CLI::Range(1, 100000));
  verb->add_option("--threads", arguments->threads, "threads to compute with")->check(CLI::Range(1, 1024));
  verb->add_option("--disable-pass", arguments->disabled_passes, "leave an optimisation out")
      ->expected(1)
      ->take_all();
  verb->add_flag("--eval", arguments->evaluation, "measure evaluation instead of training");
  verb->callback([arguments, &status] { status = bench(*arguments); });
}

}  // namespace cae::cli
