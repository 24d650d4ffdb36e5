// What an experiment comes to: its runs and their settings.
#include "tests/unit/experiment/support.h"

using namespace cae;
using testing::Folder;
using testing::minimal;

TEST_CASE("the experiment of the contract gives the settings that it states") {
  const Folder folder;
  folder.write("W.safetensors", "");
  const std::vector<RunConfig> runs = folder.runs(R"(experiment: denoise
model: model.cae               # relative to this file
set: { width: 8 }
data:
  dataset: fashion-mnist
augment:
  - { plugin: gaussian-noise, sigma: 0.2, clip: true, draw: once }
train:
  epochs: 100
  batch: 50
  loss: bce
  optimizer: { kind: adam, rate: 0.002 }
  seed: 7
  shuffle: false
  precision: fp32
  init: W.safetensors
analyse:
  - { plugin: latent, layer: code, images: 500 }
  - { plugin: pca, components: 2, images: 500 }
)");
  REQUIRE(runs.size() == 1);
  const RunConfig& run = runs[0];
  CHECK(run.experiment == "denoise");
  CHECK(run.variant.empty());
  CHECK(run.model_file == folder.file("model.cae"));
  CHECK(run.model_text.starts_with("model small"));
  CHECK(run.parameters == std::vector<std::pair<std::string, double>>{{"width", 8.0}});
  CHECK(run.data.dataset == "fashion-mnist");
  CHECK(run.train.epochs == 100);
  CHECK(run.train.batch == 50);
  CHECK(run.train.optimizer.rate == 0.002);
  CHECK(run.train.seed == 7);
  CHECK_FALSE(run.train.shuffle);
  CHECK(run.train.init == folder.file("W.safetensors"));
  CHECK(run.train.init_place.line == 16);
  REQUIRE(run.augment.size() == 1);
  CHECK(run.augment[0].plugin == "gaussian-noise");
  CHECK(run.augment[0].place.line == 7);
  CHECK(run.augment[0].place.column == 15);
  REQUIRE(run.analyse.size() == 2);
  CHECK(run.analyse[1].plugin == "pca");
}

TEST_CASE("what is left out has its default, plugins' settings too") {
  const Folder folder;
  const RunConfig run = folder.runs(minimal + "augment: [ { plugin: gaussian-noise, sigma: 1 } ]\n").at(0);
  CHECK(run.experiment == "test");
  CHECK(run.train.epochs == TrainConfig{}.epochs);
  CHECK(run.train.optimizer.kind->name == "adam");
  CHECK(run.train.optimizer.number("epsilon") == 1e-7);
  REQUIRE(run.augment.size() == 1);
  const std::vector<Setting>& settings = run.augment[0].settings;
  REQUIRE(settings.size() >= 3);
  CHECK(settings[0].name == "sigma");
  CHECK(std::get<double>(settings[0].value) == 1.0);
  CHECK(settings[1].name == "clip");
  CHECK(std::get<bool>(settings[1].value));
}

TEST_CASE("the base runs first, then the variants in order, each once a seed") {
  const Folder folder;
  const auto runs = folder.runs(minimal + R"(seeds: [3, 1]
variants:
  wide: { set: { width: 9 } }
  brief: { train: { epochs: 2 } }
)");
  std::vector<std::pair<std::string, std::uint64_t>> order;
  for (const RunConfig& run : runs) order.emplace_back(run.variant, run.train.seed);
  CHECK(order == std::vector<std::pair<std::string, std::uint64_t>>{
                     {"", 3}, {"", 1}, {"wide", 3}, {"wide", 1}, {"brief", 3}, {"brief", 1}});
  CHECK(runs[2].parameters == std::vector<std::pair<std::string, double>>{{"width", 9.0}});
  CHECK(runs[4].parameters.empty());
  CHECK(runs[4].train.epochs == 2);
}

TEST_CASE("a variant may have seeds of its own, which those of the command line replace") {
  const Folder folder;
  const std::string text = minimal + R"(seeds: [1, 2]
variants:
  long: { seeds: [7], train: { epochs: 2 } }
  other: { train: { epochs: 3 } }
)";
  using Order = std::vector<std::pair<std::string, std::uint64_t>>;
  const auto order = [&](const ExperimentOverrides& overrides) {
    Order found;
    for (const RunConfig& run : folder.runs(text, overrides)) found.emplace_back(run.variant, run.train.seed);
    return found;
  };
  CHECK(order({}) == Order{{"", 1}, {"", 2}, {"long", 7}, {"other", 1}, {"other", 2}});
  CHECK(order({.set = {"train.seed=9"}}) == Order{{"", 9}, {"long", 9}, {"other", 9}});
  CHECK(order({.set = {"seeds=[4]"}}) == Order{{"", 4}, {"long", 4}, {"other", 4}});
}

TEST_CASE("in a variant maps merge and lists replace") {
  const Folder folder;
  const auto runs = folder.runs(R"(model: model.cae
data: { dataset: fashion-mnist, limit: 10 }
set: { width: 5, latent: 3 }
augment: [ { plugin: gaussian-noise, sigma: 0.5 }, { plugin: gaussian-noise } ]
train: { epochs: 4, optimizer: { rate: 0.5, beta1: 0.5 } }
variants:
  v:
    set: { latent: 6 }
    data: { limit_test: 20 }
    augment: [ { plugin: gaussian-noise, sigma: 0.1 } ]
    train: { batch: 7, optimizer: { beta1: 0.25 } }
)");
  REQUIRE(runs.size() == 2);
  const RunConfig& v = runs[1];
  CHECK(v.parameters == std::vector<std::pair<std::string, double>>{{"width", 5.0}, {"latent", 6.0}});
  CHECK(v.data.limit == 10);
  CHECK(v.data.limit_test == 20);
  REQUIRE(v.augment.size() == 1);
  CHECK(std::get<double>(v.augment[0].settings[0].value) == 0.1);
  CHECK(v.train.epochs == 4);
  CHECK(v.train.batch == 7);
  CHECK(v.train.optimizer.rate == 0.5);
  CHECK(v.train.optimizer.number("beta1") == 0.25);
}

TEST_CASE("a variant of another kind drops what only the former kind has") {
  const Folder folder;
  const auto runs = folder.runs(minimal + R"(train: { optimizer: { kind: adam, rate: 0.01, beta1: 0.5 } }
variants:
  sgd: { train: { optimizer: { kind: sgd, momentum: 0.9 } } }
)");
  CHECK(runs[1].train.optimizer.kind->name == "sgd");
  CHECK(runs[1].train.optimizer.rate == 0.01);
  CHECK(runs[1].train.optimizer.number("momentum") == 0.9);
  CHECK(runs[1].train.optimizer.number("beta1") == OptimizerConfig{}.number("beta1"));
}

TEST_CASE("a variant with files of its own has no dataset, and the other way round") {
  const Folder folder;
  folder.write("x.npy", "");
  const auto runs = folder.runs(minimal + "variants: { own: { data: { train: { images: x.npy } } } }\n");
  CHECK(runs[1].data.dataset.empty());
  CHECK(runs[1].data.train.images == folder.file("x.npy"));
  const auto back = folder.runs(
      "model: model.cae\ndata: { train: { images: x.npy }, test: { images: x.npy } }\n"
      "variants: { known: { data: { dataset: fashion-mnist } } }\n");
  CHECK(back[1].data.dataset == "fashion-mnist");
  CHECK(back[1].data.train.images.empty());
  CHECK(back[1].data.test.images.empty());
}

TEST_CASE("a variant may have another model") {
  const Folder folder;
  const auto runs = folder.runs(minimal + "variants: { other: { model: other.cae, set: { depth: 5 } } }\n");
  CHECK(runs[0].model_text.starts_with("model small"));
  CHECK(runs[1].model_text.starts_with("model other"));
}

TEST_CASE("the command line wins over variants, these over the file") {
  const Folder folder;
  const std::string text = minimal + R"(set: { width: 5 }
train: { epochs: 4, batch: 10, seed: 3 }
variants:
  v: { set: { width: 6 }, train: { epochs: 5 } }
)";
  const auto runs =
      folder.runs(text, {.set = {"width=7", "train.optimizer.rate=0.25", "train.batch=20", "train.batch=30"},
                         .counts = {{"--epochs", "train.epochs", 9},
                                    {"--limit", "data.limit", 100},
                                    {"--limit-test", "data.limit_test", 50}}});
  REQUIRE(runs.size() == 2);
  for (const RunConfig& run : runs) {
    CHECK(run.parameters == std::vector<std::pair<std::string, double>>{{"width", 7.0}});
    CHECK(run.train.epochs == 9);
    CHECK(run.train.batch == 30);
    CHECK(run.train.seed == 3);
    CHECK(run.train.optimizer.rate == 0.25);
    CHECK(run.data.limit == 100);
    CHECK(run.data.limit_test == 50);
  }
}

TEST_CASE("a seed of the command line replaces the file's seeds") {
  const Folder folder;
  const std::string text = minimal + "seeds: [1, 2, 3]\n";
  CHECK(folder.runs(text).size() == 3);
  const auto one = folder.runs(text, {.set = {"train.seed=9"}});
  REQUIRE(one.size() == 1);
  CHECK(one[0].train.seed == 9);
  CHECK(folder.runs(text, {.set = {"seeds=[4, 5]"}}).size() == 2);
}

TEST_CASE("anchors spare repetition, and the copies count as written") {
  const Folder folder;
  const auto runs = folder.runs(minimal + R"(train: { optimizer: &slow { rate: 0.0001 } }
variants:
  sgd: { train: { optimizer: *slow, batch: 5 } }
)");
  CHECK(runs[1].train.optimizer.rate == 0.0001);
  CHECK(runs[1].train.batch == 5);
}

TEST_CASE("byte order mark, DOS line ends and a final line without an end read as any other") {
  const Folder folder;
  const auto runs = folder.runs(
      "\xEF\xBB\xBFmodel: model.cae\r\ndata: { dataset: fashion-mnist }\r\ntrain:\r\n  epochs: 3");
  CHECK(runs[0].train.epochs == 3);
}

TEST_CASE("every key can be given") {
  const Folder folder;
  folder.write("x.npy", "");
  const auto runs = folder.runs(R"(experiment: all
model: model.cae
data: { train: { images: x.npy, labels: x.npy }, test: { images: x.npy, labels: x.npy }, limit: 5, limit_test: 6, validation: 0.2 }
train:
  loss: mae
  optimizer: { kind: sgd, rate: 0.1, momentum: 0.9, nesterov: true, weight_decay: 0.0001 }
  schedule: { kind: step, warmup: 2, every: 3, factor: 0.5 }
  clip_norm: 1.5
  early_stopping: { patience: 4, min_delta: 0.01 }
variants:
  cosine: { data: { validation: 2 }, train: { schedule: { kind: cosine, final_rate: 0.001 }, optimizer: { kind: adamw, beta1: 0.8, beta2: 0.99, epsilon: 1e-8 } } }
)");
  const TrainConfig& train = runs[0].train;
  CHECK(runs[0].data.train.labels == folder.file("x.npy"));
  CHECK(runs[0].data.test.images == folder.file("x.npy"));
  CHECK(runs[0].data.test.place.line == 3);
  CHECK(runs[0].data.validation == 0.2);
  CHECK(runs[0].data.validation_place.line == 3);
  CHECK(runs[1].data.validation == 2.0);
  CHECK(train.loss == image_loss("mae"));
  CHECK(train.optimizer.boolean("nesterov"));
  CHECK(train.optimizer.weight_decay == 0.0001);
  CHECK(train.schedule.kind == Schedule::step);
  CHECK(train.schedule.warmup == 2);
  CHECK(train.schedule.every == 3);
  CHECK(train.schedule.factor == 0.5);
  CHECK(train.clip_norm == 1.5);
  CHECK(train.early_stopping.patience == 4);
  CHECK(train.early_stopping.min_delta == 0.01);
  CHECK(runs[1].train.schedule.final_rate == 0.001);
  CHECK(runs[1].train.schedule.warmup == 2);
  CHECK(runs[1].train.optimizer.number("epsilon") == 1e-8);
}

TEST_CASE("the shipped experiments are in order") {
  const std::string folder = std::string(CAE_SOURCE_DIR) + "/experiments/";
  for (const char* name :
       {"beat.yaml", "cae.yaml", "denoise-trained.yaml", "denoise.yaml", "pythae.yaml", "report.yaml"}) {
    const Result<Experiment> experiment = load_experiment(folder + name);
    INFO(name << (experiment ? "" : "\n" + render(experiment.diagnostics())));
    CHECK(experiment);
  }
}

TEST_CASE("a sweep of hundreds of variants is read, each with settings of its own") {
  const Folder folder;
  std::string text = minimal + "augment: [ { plugin: gaussian-noise, sigma: 0.5 } ]\nvariants:\n";
  for (int i = 1; i <= 300; ++i) {
    text += "  v" + std::to_string(i) +
            ": { augment: [ { plugin: gaussian-noise, sigma: " + std::to_string(i) + " } ] }\n";
  }
  const auto runs = folder.runs(text);
  REQUIRE(runs.size() == 301);
  CHECK(std::get<double>(runs[0].augment[0].settings[0].value) == 0.5);
  CHECK(std::get<double>(runs[300].augment[0].settings[0].value) == 300.0);
}
