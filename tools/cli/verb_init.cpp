// cae-lab init MODEL -o W.safetensors: start weights as a run with that seed would have them.
#include <memory>

#include "framework/train/weights.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/option_values.h"

namespace cae::cli {
namespace {

struct Arguments {
  ModelArguments model;
  std::string output;
  std::uint64_t seed = 1;
};

int init(const Arguments& arguments) {
  const Result<Graph> graph = load_model(arguments.model);
  if (!graph) return report(graph.diagnostics());
  ParameterArrays weights(*graph);
  initialise(weights, arguments.seed);
  const Status written = write_safetensors(arguments.output, {.tensors = to_tensors(weights)});
  return written ? 0 : report(written.diagnostics());
}

}  // namespace

void add_init(CLI::App& app, int& status) {
  CLI::App* verb = app.add_subcommand("init", "Write a model's start weights");
  auto arguments = std::make_shared<Arguments>();
  add_model_arguments(*verb, arguments->model);
  verb->add_option("-o,--output", arguments->output, "the file to write")
      ->required()
      ->type_name("W.safetensors");
  verb->add_option("--seed", arguments->seed, "seed of the random numbers")
      ->check(seed_number())
      ->type_name("N")
      ->capture_default_str();
  verb->callback([arguments, &status] { status = init(*arguments); });
}

}  // namespace cae::cli
