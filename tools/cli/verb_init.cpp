// cae-lab init MODEL -o W.safetensors: start weights as a run with that seed would have them.
#include <memory>

#include "framework/graph/initialisers.h"
#include "framework/train/weights.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/verb.h"

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

Verb init_verb() {
  const auto arguments = std::make_shared<Arguments>();
  return {.name = "init",
          .help = "Write a model's start weights",
          .options = {model_argument(arguments->model),
                      model_settings_option(arguments->model),
                      {.names = "-o,--output",
                       .help = "the file to write",
                       .target = &arguments->output,
                       .value = "W.safetensors",
                       .path = PathTo::write,
                       .required = true},
                      {.names = "--seed",
                       .help = "seed of the random numbers",
                       .target = &arguments->seed,
                       .value = "N",
                       .check = seed_number(),
                       .shows_default = true}},
          .run = [arguments] { return init(*arguments); }};
}

}  // namespace cae::cli
