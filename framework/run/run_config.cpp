#include "framework/run/run_config.h"

namespace cae {

ImageShape input_shape(const Graph& model) {
  const Shape& in = model.nodes[static_cast<std::size_t>(model.input)].shape;
  return {in.height, in.width, in.channels};
}

const Section& run_keys() {
  static const Section section = {
      "",
      {{.name = "experiment",
        .type = KeyType::name,
        .help = "the name under which runs are recorded; the file's own name where it is left out",
        .field = &RunConfig::experiment,
        .elsewhere = {"name", "title"}},
       {.name = "model",
        .type = KeyType::file,
        .help = "the model file (.cae)",
        .field = &RunConfig::model_file,
        .required = true},
       {.name = "set", .type = KeyType::parameters, .help = "values for the model's 'param' lines"},
       {.name = "data",
        .type = KeyType::section,
        .help = "where the images come from",
        .required = true,
        .elsewhere = {"dataset"},
        .section = within(&RunConfig::data, data_keys())},
       {.name = "augment",
        .type = KeyType::plugins,
        .help = "what is done to the images before they enter the model, in this order",
        .elsewhere = {"augmentation", "augmentations"}},
       {.name = "train",
        .type = KeyType::section,
        .help = "how the model is trained",
        .section = within(&RunConfig::train, train_keys())},
       {.name = "analyse",
        .type = KeyType::plugins,
        .help = "what is computed after training, in this order",
        .elsewhere = {"analyze", "analysis", "analyses"}}}};
  return section;
}

}  // namespace cae
