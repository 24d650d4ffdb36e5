// cae-lab apply RUN IMAGES: what a trained model gives for any images, its reconstructions or the output of a
// layer.
#include <memory>

#include "framework/base/catalogue/plugin.h"
#include "framework/base/count_text.h"
#include "framework/base/utf8.h"
#include "framework/run/analysis_check.h"
#include "framework/train/evaluator.h"
#include "framework/train/reconstruction_loss.h"
#include "tools/cli/dark_option.h"
#include "tools/cli/image_output.h"
#include "tools/cli/trained_model.h"
#include "tools/cli/verb.h"

namespace cae::cli {
namespace {

struct Arguments {
  RunArgument run;
  std::string images;
  std::string layer;
  std::int64_t limit = 0;
  ImageOutput output{.usual = "npy"};
};

constexpr int batch = 32;
constexpr std::size_t longest_file_name = 60;  // on a sheet

NodeId node_of(const Graph& model, const std::string& layer) {
  if (layer.empty()) return model.reconstruction();
  const NodeId node = wanted_layer(model, layer);
  if (node == no_node) throw Failure(catalogue::unknown_plugin_layer({}, "apply", layer, model.layers()));
  return node;
}

std::vector<float> outputs_of(TrainedModel& trained, const Dataset& images, NodeId node) {
  const Graph& model = *trained.config.model;
  ThreadPool pool;
  Evaluator evaluator(model, trained.weights, pool, batch, "", {node});
  BatchSource source(images, batch);
  source.start_epoch(identity_order(static_cast<std::uint32_t>(images.count)), 0);
  std::vector<float> all;
  while (const std::optional<BatchView> view = source.next().take()) {
    const std::span<const float> outputs = evaluator.outputs(*view, node);
    all.insert(all.end(), outputs.begin(), outputs.end());
  }
  return all;
}

int apply(const Arguments& arguments) {
  TrainedModel trained = trained_model(arguments.run);
  const Graph& model = *trained.config.model;
  const NodeId node = node_of(model, arguments.layer);
  const Shape& shape = model.nodes[static_cast<std::size_t>(node)].shape;
  std::move(check_image_output(arguments.output, shape)).take();
  const Dataset images =
      load_dataset({.images = arguments.images}, input_shape(model), arguments.limit).take();
  std::vector<float> values = outputs_of(trained, images, node);
  if (node == model.reconstruction() && gives_logits(model, trained.config.train)) {
    for (float& value : values) value = sigmoid_of(value);
  }
  const std::string what =
      node == model.reconstruction() ? "Reconstructions" : "Outputs of layer " + arguments.layer;
  const std::string file = visible(arguments.images, longest_file_name);
  save_images(arguments.output, shape, values,
              texts_of(trained, what, counted(images.count, "image") + " of " + file));
  return 0;
}

}  // namespace

Verb apply_verb() {
  const auto arguments = std::make_shared<Arguments>();
  Arguments& to = *arguments;
  return {
      .name = "apply",
      .help = "Give any images to a trained model, and write what it or one of its layers gives",
      .options = {run_argument(to.run.run),
                  {.names = "IMAGES",
                   .help = "images as an experiment names them: NPY, NPZ, IDX or a folder of PNGs",
                   .target = &to.images,
                   .path = PathTo::read,
                   .required = true},
                  {.names = "-o,--output",
                   .help = "the numbers, [N,C,H,W] or [N,units] (.npy), or a sheet of images (.png or .svg)",
                   .target = &to.output.path,
                   .value = "F.npy",
                   .path = PathTo::write,
                   .required = true},
                  {.names = "--layer",
                   .help = "a layer, or 'code' (default: the reconstruction)",
                   .target = &to.layer,
                   .value = "NAME"},
                  {.names = "--limit",
                   .help = "only the first N images",
                   .target = &to.limit,
                   .value = "N",
                   .check = whole_number()},
                  weights_option(to.run.weights),
                  dark_option(to.output.dark),
                  store_option(to.run.store)},
      .run = [arguments] { return apply(*arguments); }};
}

}  // namespace cae::cli
