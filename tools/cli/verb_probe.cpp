// cae-lab probe MODEL: one batch, with every layer's output, the loss and all gradients, for other programs
// to check.
#include <memory>

#include "framework/base/catalogue/run.h"
#include "framework/data/npy.h"
#include "framework/primitives/loss.h"
#include "framework/train/probe.h"
#include "framework/train/weights.h"
#include "tools/cli/model_arguments.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct Arguments {
  ModelArguments model;
  std::string weights;
  std::string input;
  std::string target;
  std::string labels;
  const ImageLoss* loss = image_loss("bce");
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
  if (!arguments.labels.empty()) {
    Result<Array> labels = read_npy(arguments.labels);
    if (!labels) return report(labels.diagnostics());
    request.labels = *std::move(labels);
    request.labels_file = arguments.labels;
  }
  request.loss = arguments.loss->name;
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

Verb probe_verb() {
  const auto arguments = std::make_shared<Arguments>();
  Arguments& to = *arguments;
  return {.name = "probe",
          .help = "Run one batch and write every output, the loss and all gradients",
          .options = {model_argument(to.model),
                      model_settings_option(to.model),
                      {.names = "--weights",
                       .help = "the model's weights",
                       .target = &to.weights,
                       .value = "W.safetensors",
                       .path = PathTo::read,
                       .required = true},
                      {.names = "--input",
                       .help = "the images, float32 N,C,H,W",
                       .target = &to.input,
                       .value = "X.npy",
                       .path = PathTo::read,
                       .required = true},
                      {.names = "--target",
                       .help = "the images to reproduce",
                       .target = &to.target,
                       .value = "T.npy",
                       .path = PathTo::read},
                      {.names = "--labels",
                       .help = "the number of each image's class, for outputs that learn it",
                       .target = &to.labels,
                       .value = "L.npy",
                       .path = PathTo::read},
                      word_option("--loss", "loss of the output against the target", to.loss),
                      {.names = "--mode",
                       .help = "statistics of batch norm: eval takes the moving ones, train the batch's",
                       .target = &to.mode,
                       .value = "WORD",
                       .check = one_of({"eval", "train"}),
                       .shows_default = true},
                      {.names = "--seed",
                       .help = "seed of what layers draw",
                       .target = &to.seed,
                       .value = "N",
                       .check = seed_number(),
                       .shows_default = true},
                      {.names = "-o,--output",
                       .help = "the file to write",
                       .target = &to.output,
                       .value = "OUT.safetensors",
                       .path = PathTo::write,
                       .required = true}},
          .run = [arguments] { return run_probe(*arguments); }};
}

}  // namespace cae::cli
