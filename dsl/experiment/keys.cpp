#include "dsl/experiment/keys.h"

#include <algorithm>
#include <type_traits>

#include "dsl/experiment/scalars.h"
#include "framework/base/catalogue/experiment.h"

namespace cae {
namespace {

constexpr double largest_count = 1e9;
constexpr double largest_seed = 9007199254740991;  // every seed up to 2^53 - 1 is exact in JSON and SQL tools

const Section& train_images() {
  static const Section section = {
      "data.train",
      {{.name = "images",
        .type = KeyType::file,
        .help = "the training images: NPY, NPZ, IDX (NPY and IDX also .gz) or a folder of PNGs; x.npz#NAME "
                "chooses an array",
        .field = [](RunConfig& run) -> Field { return &run.data.train.images; },
        .required = true,
        .may_be_folder = true,
        .may_choose_array = true},
       {.name = "labels",
        .type = KeyType::file,
        .help = "their classes, where the images' file does not hold them: NPY, NPZ or IDX",
        .field = [](RunConfig& run) -> Field { return &run.data.train.labels; },
        .may_choose_array = true}}};
  return section;
}

const Section& test_images() {
  static const Section section = {"data.test",
                                  {{.name = "images",
                                    .type = KeyType::file,
                                    .help = "the test images, in the same forms",
                                    .field = [](RunConfig& run) -> Field { return &run.data.test.images; },
                                    .required = true,
                                    .may_be_folder = true,
                                    .may_choose_array = true},
                                   {.name = "labels",
                                    .type = KeyType::file,
                                    .help = "their classes, in the same forms",
                                    .field = [](RunConfig& run) -> Field { return &run.data.test.labels; },
                                    .may_choose_array = true}}};
  return section;
}

const Section& data() {
  static const Section section = {
      "data",
      {{.name = "dataset",
        .type = KeyType::word,
        .help = "a dataset known by name, in place of 'train' and 'test'",
        .field = [](RunConfig& run) -> Field { return &run.data.dataset; },
        .words = {"fashion-mnist"},
        .excludes = {"train", "test"}},
       {.name = "train",
        .type = KeyType::section,
        .help = "the files with the training images",
        .excludes = {"dataset"},
        .section = &train_images()},
       {.name = "test",
        .type = KeyType::section,
        .help = "the files with the test images; without them there is no test loss",
        .excludes = {"dataset"},
        .section = &test_images()},
       {.name = "limit",
        .type = KeyType::integer,
        .help = "how many training images to keep, the first ones; 0 keeps all",
        .field = [](RunConfig& run) -> Field { return &run.data.limit; },
        .range = {0, largest_count}},
       {.name = "limit_test",
        .type = KeyType::integer,
        .help = "how many test images to keep, the first ones; 0 keeps all",
        .field = [](RunConfig& run) -> Field { return &run.data.limit_test; },
        .range = {0, largest_count}},
       {.name = "validation",
        .type = KeyType::amount,
        .help = "how many of the kept training images, or which share of them, only give a validation loss",
        .field = [](RunConfig& run) -> Field { return &run.data.validation; },
        .range = {0, largest_count},
        .elsewhere = {"validation_split", "val", "val_split"}}}};
  return section;
}

const Section& optimizer() {
  static const Section section = {
      "train.optimizer",
      {{.name = "kind",
        .type = KeyType::word,
        .help = "the rule that moves the weights",
        .field = [](RunConfig& run) -> Field { return &run.train.optimizer.kind; },
        .words = {"sgd", "adam", "adamw"},
        .elsewhere = {"name", "type"}},
       {.name = "rate",
        .type = KeyType::number,
        .help = "the learning rate",
        .field = [](RunConfig& run) -> Field { return &run.train.optimizer.rate; },
        .range = {0, 1000, true},
        .elsewhere = {"lr", "learning_rate"}},
       {.name = "momentum",
        .type = KeyType::number,
        .help = "the share of the last step that is kept",
        .field = [](RunConfig& run) -> Field { return &run.train.optimizer.momentum; },
        .range = {0, 1},
        .kinds = {"sgd"}},
       {.name = "nesterov",
        .type = KeyType::flag,
        .help = "whether the momentum looks ahead (Nesterov)",
        .field = [](RunConfig& run) -> Field { return &run.train.optimizer.nesterov; },
        .kinds = {"sgd"}},
       {.name = "beta1",
        .type = KeyType::number,
        .help = "the decay of the mean of the gradients",
        .field = [](RunConfig& run) -> Field { return &run.train.optimizer.beta1; },
        .range = {0, 0.999999},
        .kinds = {"adam", "adamw"}},
       {.name = "beta2",
        .type = KeyType::number,
        .help = "the decay of the mean of their squares",
        .field = [](RunConfig& run) -> Field { return &run.train.optimizer.beta2; },
        .range = {0, 0.9999999},
        .kinds = {"adam", "adamw"}},
       {.name = "epsilon",
        .type = KeyType::number,
        .help = "added to the root of the mean of squares after bias correction, outside of the root, as in "
                "PyTorch",
        .field = [](RunConfig& run) -> Field { return &run.train.optimizer.epsilon; },
        .range = {0, 1, true},
        .kinds = {"adam", "adamw"},
        .elsewhere = {"eps"}},
       {.name = "weight_decay",
        .type = KeyType::number,
        .help = "the pull of weights to zero: a term of the gradient in sgd and adam, decoupled in adamw",
        .field = [](RunConfig& run) -> Field { return &run.train.optimizer.weight_decay; },
        .range = {0, 1000},
        .elsewhere = {"wd", "l2"}}}};
  return section;
}

const Section& schedule() {
  static const Section section = {
      "train.schedule",
      {{.name = "kind",
        .type = KeyType::word,
        .help = "how the rate changes from step to step",
        .field = [](RunConfig& run) -> Field { return &run.train.schedule.kind; },
        .words = {"constant", "step", "cosine"},
        .elsewhere = {"name", "type"}},
       {.name = "warmup",
        .type = KeyType::integer,
        .help = "how many epochs the rate first rises in a line",
        .field = [](RunConfig& run) -> Field { return &run.train.schedule.warmup; },
        .range = {0, 1e6}},
       {.name = "every",
        .type = KeyType::integer,
        .help = "how many epochs lie between two drops",
        .field = [](RunConfig& run) -> Field { return &run.train.schedule.every; },
        .range = {1, 1e6},
        .kinds = {"step"}},
       {.name = "factor",
        .type = KeyType::number,
        .help = "what each drop multiplies the rate by",
        .field = [](RunConfig& run) -> Field { return &run.train.schedule.factor; },
        .range = {0, 1, true},
        .kinds = {"step"}},
       {.name = "final_rate",
        .type = KeyType::number,
        .help = "the rate of the last step of the last epoch",
        .field = [](RunConfig& run) -> Field { return &run.train.schedule.final_rate; },
        .range = {0, 1000},
        .kinds = {"cosine"}}}};
  return section;
}

const Section& early_stopping() {
  static const Section section = {
      "train.early_stopping",
      {{.name = "patience",
        .type = KeyType::integer,
        .help = "how many epochs the watched loss may fail to improve before the run stops; 0 never stops it",
        .field = [](RunConfig& run) -> Field { return &run.train.early_stopping.patience; },
        .range = {0, 1e6}},
       {.name = "min_delta",
        .type = KeyType::number,
        .help =
            "by more than what that loss must fall to have improved; the best epoch does not depend on it",
        .field = [](RunConfig& run) -> Field { return &run.train.early_stopping.min_delta; },
        .range = {0, largest_count}}}};
  return section;
}

const Section& train() {
  static const Section section = {
      "train",
      {{.name = "epochs",
        .type = KeyType::integer,
        .help = "how many times the training images are gone through",
        .field = [](RunConfig& run) -> Field { return &run.train.epochs; },
        .range = {1, 1e6},
        .elsewhere = {"num_epochs", "n_epochs"}},
       {.name = "batch",
        .type = KeyType::integer,
        .help = "how many images make one step",
        .field = [](RunConfig& run) -> Field { return &run.train.batch; },
        .range = {1, 65536},
        .elsewhere = {"batch_size", "batchsize"}},
       {.name = "loss",
        .type = KeyType::word,
        .help =
            "what is minimised, the mean over all pixels; bce_logits is for models without a last sigmoid",
        .field = [](RunConfig& run) -> Field { return &run.train.loss; },
        .words = {"bce", "bce_logits", "mse", "mae"}},
       {.name = "optimizer",
        .type = KeyType::section,
        .help = "how the weights move",
        .section = &optimizer()},
       {.name = "schedule",
        .type = KeyType::section,
        .help = "how the rate changes",
        .elsewhere = {"scheduler", "lr_schedule"},
        .section = &schedule()},
       {.name = "clip_norm",
        .type = KeyType::number,
        .help = "the largest norm of all gradients together; 0 does not clip",
        .field = [](RunConfig& run) -> Field { return &run.train.clip_norm; },
        .range = {0, largest_count},
        .elsewhere = {"clipnorm", "gradient_clip", "grad_clip"}},
       {.name = "early_stopping",
        .type = KeyType::section,
        .help = "when to stop before the last epoch",
        .elsewhere = {"early_stop", "earlystopping"},
        .section = &early_stopping()},
       {.name = "seed",
        .type = KeyType::integer,
        .help = "the number that start weights, order and noise follow from",
        .field = [](RunConfig& run) -> Field { return &run.train.seed; },
        .range = {0, largest_seed}},
       {.name = "shuffle",
        .type = KeyType::flag,
        .help = "whether each epoch has an order of its own",
        .field = [](RunConfig& run) -> Field { return &run.train.shuffle; }},
       {.name = "precision",
        .type = KeyType::word,
        .help = "the arithmetic",
        .field = [](RunConfig& run) -> Field { return &run.train.precision; },
        .words = {"fp32", "bf16"}},
       {.name = "init",
        .type = KeyType::file,
        .help = "a safetensors file with start weights",
        .field = [](RunConfig& run) -> Field { return &run.train.init; }}}};
  return section;
}

void visit(const Section& section, auto&& each) {
  each(section);
  for (const Key& key : section.keys) {
    if (key.section != nullptr) visit(*key.section, each);
  }
}

bool takes_number(const Key& key) {
  return key.type == KeyType::integer || key.type == KeyType::number || key.type == KeyType::amount;
}

std::string type_text(const Key& key) {
  switch (key.type) {
    case KeyType::name:
      return "a name";
    case KeyType::integer:
      return "a whole number";
    case KeyType::number:
      return "a number";
    case KeyType::amount:
      return "a whole number, or a share below 1";
    case KeyType::flag:
      return "true or false";
    case KeyType::word:
      return catalogue::listed(key.words);
    case KeyType::file:
      return "the path of a file";
    case KeyType::section:
      return "a map of keys";
    case KeyType::parameters:
      return "a map of numbers for the model's parameters";
    case KeyType::plugins:
      return "a list of plugins";
    case KeyType::variants:
      return "a map of names with the keys that each changes";
    case KeyType::seeds:
      return "a list of whole numbers";
  }
  return "";
}

}  // namespace

const Key* Section::find(std::string_view name) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

std::vector<std::string> Section::names() const {
  std::vector<std::string> all;
  for (const Key& key : keys) all.push_back(key.name);
  return all;
}

const Section& experiment_keys() {
  static const Section section = {
      "",
      {{.name = "experiment",
        .type = KeyType::name,
        .help = "the name under which runs are recorded; the file's own name where it is left out",
        .field = [](RunConfig& run) -> Field { return &run.experiment; },
        .elsewhere = {"name", "title"}},
       {.name = "model",
        .type = KeyType::file,
        .help = "the model file (.cae)",
        .field = [](RunConfig& run) -> Field { return &run.model_file; },
        .required = true},
       {.name = "set", .type = KeyType::parameters, .help = "values for the model's 'param' lines"},
       {.name = "data",
        .type = KeyType::section,
        .help = "where the images come from",
        .required = true,
        .elsewhere = {"dataset"},
        .section = &data()},
       {.name = "augment",
        .type = KeyType::plugins,
        .help = "what is done to the images before they enter the model, in this order",
        .elsewhere = {"augmentation", "augmentations"}},
       {.name = "train", .type = KeyType::section, .help = "how the model is trained", .section = &train()},
       {.name = "analyse",
        .type = KeyType::plugins,
        .help = "what is computed after training, in this order",
        .elsewhere = {"analyze", "analysis", "analyses"}},
       {.name = "variants",
        .type = KeyType::variants,
        .help = "further runs, each the file with some keys changed"},
       {.name = "seeds",
        .type = KeyType::seeds,
        .help = "the seeds with each of which every run is made, in place of train.seed"}}};
  return section;
}

std::string Section::meant(std::string_view name) const {
  for (const Key& key : keys) {
    if (std::find(key.elsewhere.begin(), key.elsewhere.end(), name) != key.elsewhere.end()) return key.name;
  }
  return nearest_name(name, names());
}

std::vector<std::string> sections_with(std::string_view name) {
  std::vector<std::string> paths;
  visit(experiment_keys(), [&](const Section& section) {
    if (section.find(name) != nullptr) paths.push_back(section.path);
  });
  return paths;
}

std::string wanted(const Key& key) {
  return type_text(key);
}

std::string range_text(const Key& key) {
  return takes_number(key) ? key.range.text() : "";
}

std::string field_text(const Key& key, RunConfig config) {
  if (key.field == nullptr) return "";
  return std::visit(
      [](auto field) -> std::string {
        using T = decltype(field);
        if constexpr (std::is_same_v<T, std::monostate>) {
          return "";
        } else if constexpr (std::is_same_v<T, double*>) {
          return number_text(*field);
        } else if constexpr (std::is_same_v<T, bool*>) {
          return *field ? "true" : "false";
        } else if constexpr (std::is_same_v<T, std::string*>) {
          return *field;
        } else {
          return std::to_string(*field);
        }
      },
      key.field(config));
}

std::string keys_as_markdown() {
  std::string text = "| key | holds | range | default | meaning |\n| --- | --- | --- | --- | --- |\n";
  visit(experiment_keys(), [&](const Section& section) {
    for (const Key& key : section.keys) {
      const std::string path = (section.path.empty() ? "" : section.path + ".") + key.name;
      const std::string fallback = key.required ? "needed" : field_text(key, {});
      const std::string only = key.kinds.empty() ? "" : " (" + catalogue::listed(key.kinds) + ")";
      text += "| `" + path + "`" + only + " | " + type_text(key) + " | " + range_text(key) + " | " +
              fallback + " | " + key.help + " |\n";
    }
  });
  return text;
}

}  // namespace cae
