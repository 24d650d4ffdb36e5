// Mistakes that no file in tests/diagnostics can show: on the command line, and beyond the bounds. The others
// are there.
#include "tests/unit/experiment/support.h"

using namespace cae;
using testing::Folder;
using testing::minimal;

TEST_CASE("a mistake on the command line names the argument") {
  const Folder folder;
  const auto said = [&](const std::string& set) { return folder.said(minimal, {.set = {set}}); };
  CHECK(said("width=abc") ==
        "--set width=abc: error[E320]: 'width' must be a number, not the text 'abc'\n"
        "help: 'width' is a parameter of the model, which is a number\n");
  CHECK(said("widht=5") ==
        "--set widht=5: error[E334]: the model model.cae has no param 'widht'\n"
        "help: did you mean 'width'?\n");
  CHECK(said("epochs=5") ==
        "--set epochs=5: error[E334]: the model model.cae has no param 'epochs'\n"
        "help: the experiment's key is set by --set train.epochs=...\n");
  CHECK(said("width=") ==
        "--set width=: error[E321]: 'width' has no value\n"
        "help: give it a number, or remove the key\n");
  CHECK(said("train.optimizer.rat=0.1") ==
        "--set train.optimizer.rat=0.1: error[E313]: 'train.optimizer' has no key 'rat'\n"
        "help: did you mean 'rate'?\n");
  CHECK(said("train.batch=0") ==
        "--set train.batch=0: error[E322]: 'batch' must be from 1 to 65536, not 0\n"
        "help: 'batch' is how many images make one step\n");
  CHECK(said("trian.epochs=2") ==
        "--set trian.epochs=2: error[E313]: an experiment has no key 'trian'\n"
        "help: did you mean 'train'?\n");
  CHECK(said("width") ==
        "--set width: error[E335]: this sets nothing\n"
        "help: write --set name=value: a parameter of the model (width=56) or a key of the experiment "
        "(train.precision=fp32)\n");
  CHECK(said("augment.0.sigma=1") ==
        "--set augment.0.sigma=1: error[E336]: 'augment' is a list, whose items cannot be set one by one\n"
        "help: replace the whole list: --set 'augment=[{plugin: NAME}]'\n");
  CHECK(said("variants.v={}") ==
        "--set variants.v={}: error[E337]: 'variants' cannot be changed by --set\n"
        "help: change it in the experiment file\n");
  CHECK(said("seeds=[1, 2") ==
        "--set seeds=[1, 2: error[E301]: this '[' is never closed\n"
        "help: add the ']' that ends the list, and a ',' between its items\n");
  CHECK(said("model=nowhere.cae") ==
        "--set model=nowhere.cae: error[E329]: there is no file 'nowhere.cae'\n"
        "help: paths on the command line are relative to the working directory\n");
}

TEST_CASE("the counts of the command line are checked as the file's") {
  const Folder folder;
  CHECK(folder.said(minimal, {.counts = {{"--epochs", "train.epochs", 0}}}) ==
        "--epochs 0: error[E322]: 'epochs' must be from 1 to 1000000, not 0\n"
        "help: 'epochs' is how many times the training images are gone through\n");
  CHECK(folder.said(minimal,
                    {.counts = {{"--limit", "data.limit", -1}, {"--limit-test", "data.limit_test", -2}}}) ==
        "--limit -1: error[E322]: 'limit' must be from 0 to 1000000000, not -1\n"
        "help: 'limit' is how many training images to keep, the first ones; 0 keeps all\n"
        "--limit-test -2: error[E322]: 'limit_test' must be from 0 to 1000000000, not -2\n"
        "help: 'limit_test' is how many test images to keep, the first ones; 0 keeps all\n");
}

TEST_CASE("a mistake is said once, however many variants and seeds repeat it") {
  const Folder folder;
  const std::string said = folder.said(minimal + R"(seeds: [1, 2, 3]
train: { epochs: many }
analyse: [ { plugin: latent, layer: conv9 } ]
variants:
  a: { set: { width: 5 } }
  b: { set: { width: 6 } }
)");
  CHECK(said ==
        "test.yaml:4:18: error[E320]: 'epochs' must be a whole number, not the text 'many'\n"
        "  train: { epochs: many }\n"
        "                   ^^^^\n"
        "help: 'epochs' is how many times the training images are gone through\n"
        "test.yaml:5:37: error[E619]: 'latent' needs the layer 'conv9', which the model does not have\n"
        "  analyse: [ { plugin: latent, layer: conv9 } ]\n"
        "                                      ^^^^^\n"
        "help: did you mean 'conv1'?\n");
}

TEST_CASE("mistakes come in the order of the file, those of the command line and of models after them") {
  const Folder folder;
  folder.write("broken.cae", "model broken {\n  input 28x28x1\n  conf 1 3x3\n}\n");
  const Result<Experiment> result =
      folder.load("model: broken.cae\ndata: { dataset: fashion-mnist, limit: x }\ntrain: { batch: 0 }\n",
                  {.set = {"train.seed=-1"}});
  REQUIRE_FALSE(result);
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : result.diagnostics()) codes.push_back(diagnostic.code);
  CHECK(codes == std::vector<std::string>{"E320", "E322", "E322", "E119"});
}

TEST_CASE("a plugin that is nowhere is named, with the nearest") {
  const Folder folder;
  const std::string said = folder.said(minimal + "augment: [ { plugin: gausian-noise } ]\n");
  CHECK(said.find("test.yaml:3:22: error[E601]: no plugin is called 'gausian-noise'") == 0);
  CHECK(said.find("did you mean 'gaussian-noise'?") != std::string::npos);
}

TEST_CASE("texts beyond the bounds are refused at once") {
  const Folder folder;
  const auto code = [&](const std::string& text) {
    const Result<Experiment> result = folder.load(text);
    return result ? std::string("ok") : result.diagnostics().front().code;
  };
  CHECK(code(std::string(3'000'000, 'x')) == "E306");
  CHECK(code(minimal + std::string(500'000, '[')) == "E307");
  std::string brackets;
  for (int i = 0; i < 500; ++i) brackets += std::string(1000, '[') + "\n";
  CHECK(code(minimal + "train: " + brackets) == "E308");
  std::string deeper;
  for (int i = 0; i < 900; ++i) deeper += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(code(deeper) == "E308");
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "key" + std::to_string(i) + ": 1\n";
  CHECK(code(many) == "E309");
  std::string runs = minimal + "variants: { a: { train: { batch: 5 } } }\nseeds: [1";
  for (int i = 2; i <= 6000; ++i) runs += ", " + std::to_string(i) + (i % 50 == 0 ? "\n " : "");
  CHECK(code(runs + "]\n") == "E330");
}

TEST_CASE("of a great many mistakes the first twenty are said") {
  const Folder folder;
  std::string text = minimal;
  for (int i = 0; i < 3000; ++i) text += "wrong" + std::to_string(i) + ": 1\n";
  const Result<Experiment> result = folder.load(text);
  REQUIRE_FALSE(result);
  CHECK(result.diagnostics().size() == 21);
  CHECK(result.diagnostics().back().code == "E108");
}

TEST_CASE("a file that is not there, or is a folder, is said to be so") {
  const Folder folder;
  const Result<Experiment> missing = load_experiment(folder.file("none.yaml"));
  REQUIRE_FALSE(missing);
  CHECK(render(missing.diagnostics()).find("none.yaml: error[E904]: cannot read this file: No such file") !=
        std::string::npos);
  const Result<Experiment> directory = load_experiment(folder.file(""));
  REQUIRE_FALSE(directory);
  CHECK(directory.diagnostics()[0].message == "cannot read this file: it is a folder");
}

TEST_CASE("a batch that does not fit into memory is refused with its size") {
  const Folder folder;
  folder.write("large.cae",
               "model large {\n  input 1000x1000x1\n  conv 64 3x3 pad=same\n  conv 1 1x1 sigmoid\n}\n");
  const std::string said =
      folder.said("model: large.cae\ndata: { dataset: fashion-mnist }\ntrain: { batch: 65536 }\n");
  CHECK(said.find("test.yaml:3:17: error[E333]: training with this batch needs at least ") == 0);
}
