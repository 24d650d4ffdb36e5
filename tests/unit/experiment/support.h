// A small model and a folder to keep experiments in.
#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "dsl/experiment/experiment.h"
#include "tests/support/catch.h"

namespace cae::testing {

// A folder of its own for one test, with model.cae in it; gone at the end.
class Folder {
 public:
  Folder() {
    std::random_device random;
    path_ = std::filesystem::temp_directory_path() / ("cae-experiment-" + std::to_string(random()));
    std::filesystem::create_directories(path_);
    write("model.cae", model_text);
    write("other.cae", other_text);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

  Result<Experiment> load(const std::string& text, const ExperimentOverrides& overrides = {}) const {
    return parse_experiment(text, file("test.yaml"), overrides);
  }
  // The runs of an experiment that must be in order.
  std::vector<RunConfig> runs(const std::string& text, const ExperimentOverrides& overrides = {}) const {
    Result<Experiment> experiment = load(text, overrides);
    if (!experiment) FAIL(render(experiment.diagnostics()));
    return experiment->runs;
  }
  // What is said of an experiment that is wrong, without the folder.
  std::string said(const std::string& text, const ExperimentOverrides& overrides = {}) const {
    const Result<Experiment> experiment = load(text, overrides);
    if (experiment) return "ok";
    std::string rendered = render(experiment.diagnostics());
    for (std::size_t at = 0; (at = rendered.find(path_.string() + "/")) != std::string::npos;) {
      rendered.erase(at, path_.string().size() + 1);
    }
    return rendered;
  }

 private:
  static constexpr const char* model_text = R"(model small {
  param width = 4
  param latent = 2
  input 28x28x1
  encoder {
    flatten
    dense latent relu as code
  }
  decoder {
    dense 196
    reshape 14x14x1
    upsample 2
    conv width 3x3 relu pad=same
    conv 1 1x1 sigmoid
  }
}
)";
  static constexpr const char* other_text = R"(model other {
  param depth = 3
  input 28x28x1
  conv depth 3x3 pad=same
  conv 1 1x1 sigmoid
}
)";
  std::filesystem::path path_;
};

inline const std::string minimal = "model: model.cae\ndata: { dataset: fashion-mnist }\n";

}  // namespace cae::testing
