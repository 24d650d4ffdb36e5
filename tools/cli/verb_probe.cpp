// cae-lab probe MODEL: one batch, with every layer's output, the loss and all gradients, for other programs
// to check.
#include <memory>

#include "framework/base/catalogue/run.h"
#include "framework/data/npy.h"
#include "framework/train/probe.h"
#include "framework/train/weights.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/option_values.h"

namespace cae::cli {
namespace {

struct Arguments {
  ModelArguments model;
  std::string weights;
  std::string input;
  std::string target;
  std::string loss = "bce";
  std::string mode = "eval";
  std::string output;
  std::uint64_t seed = 1;
};

int run_probe(const Arguments& arguments) {
  Result<Graph> graph = load_model(arguments.model);
  if (!graph) return report(graph.diagnostics());
  ParameterArrays weights(*graph);
  if (const Status loaded = load_weights(arguments.weights, weights); !loaded)
    return report(loaded.diagnostics());
  Result<Array> input = read_npy(arguments.input);
  if (!input) return report(input.diagnostics());
  ProbeRequest request{.input = *std::move(input), .input_file = arguments.input};
  if (!arguments.target.empty()) {
    Result<Array> target = read_npy(arguments.target);
    if (!target) return report(target.diagnostics());
    request.target = *std::move(target);
    request.target_file = arguments.target;
  }
  request.loss = *from_word<Loss>(arguments.loss);
  request.training = arguments.mode == "train";
  request.seed = arguments.seed;
  const Result<Probe> result = probe(*graph, weights, request);
  if (!result) return report(result.diagnostics());
  const Status written = write_safetensors(arguments.output, result->tensors);
  if (!written) return report(written.diagnostics());
  if (result->not_finite.empty()) return 0;
  return report({catalogue::probe_result_not_finite(result->not_finite, arguments.output)});
}

}  // namespace

void add_probe(CLI::App& app, int& status) {
  CLI::App* verb =
      app.add_subcommand("probe", "Run one batch and write every output, the loss and all gradients");
  auto arguments = std::make_shared<Arguments>();
  add_model_arguments(*verb, arguments->model);
  verb->add_option("--weights", arguments->weights, "the model's weights")
      ->required()
      ->type_name("W.safetensors");
  verb->add_option("--input", arguments->input, "the images, float32 N,C,H,W")
      ->required()
      ->type_name("X.npy");
  verb->add_option("--target", arguments->target, "what the output should be")->type_name("T.npy");
  verb->add_option("--loss", arguments->loss, "loss of the output against the target")
      ->check(one_of(all_words<Loss>()))
      ->type_name("WORD")
      ->capture_default_str();
  verb->add_option("--mode", arguments->mode,
                   "statistics of batch norm: eval takes the moving ones, train the batch's")
      ->check(one_of({"eval", "train"}))
      ->type_name("WORD")
      ->capture_default_str();
  verb->add_option("--seed", arguments->seed, "seed of dropout")
      ->check(seed_number())
      ->type_name("N")
      ->capture_default_str();
  verb->add_option("-o,--output", arguments->output, "the file to write")
      ->required()
      ->type_name("OUT.safetensors");
  verb->callback([arguments, &status] { status = run_probe(*arguments); });
}

}  // namespace cae::cli
