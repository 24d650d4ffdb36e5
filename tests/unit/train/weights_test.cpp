#include "framework/train/weights.h"

#include <unistd.h>

#include <filesystem>

#include "framework/graph/builder.h"
#include "tests/support/catch.h"

namespace {

using namespace cae;

Graph conv_and_bn() {
  GraphBuilder builder("m", Shape::image(6, 6, 1));
  Attributes conv;
  conv.set("filters", std::int64_t{2});
  conv.set("kernel", Window{1, 1});
  REQUIRE_FALSE(builder.add({.kind = "conv", .attributes = conv}));
  REQUIRE_FALSE(builder.add({.kind = "bn", .attributes = {}}));
  return std::move(builder).finish();
}

Tensor tensor(const std::string& name, std::vector<std::int64_t> dims, const std::vector<float>& values) {
  return {name, make_array(std::move(dims), values)};
}

struct Fixture {
  ~Fixture() { std::filesystem::remove(file); }

  Status load(std::vector<Tensor> tensors) {
    REQUIRE(write_safetensors(file, {.tensors = std::move(tensors)}));
    return load_weights(file, weights);
  }
  std::vector<float> values(std::string_view name) const {
    const auto span = weights.values(weights.find(name));
    return {span.begin(), span.end()};
  }

  Graph graph = conv_and_bn();
  ParameterArrays weights{graph};
  std::string file =
      (std::filesystem::temp_directory_path() / ("cae-weights-" + std::to_string(getpid()) + ".safetensors"))
          .string();
};

std::vector<Tensor> state_dict(const std::string& conv, const std::string& norm) {
  return {tensor(conv + ".weight", {2, 1, 1, 1}, {1, 2}), tensor(conv + ".bias", {2}, {3, 4}),
          tensor(norm + ".weight", {2}, {5, 6}),          tensor(norm + ".bias", {2}, {7, 8}),
          tensor(norm + ".running_mean", {2}, {9, 10}),   tensor(norm + ".running_var", {2}, {11, 12}),
          tensor(norm + ".num_batches_tracked", {}, {13})};
}

}  // namespace

TEST_CASE_METHOD(Fixture, "the weights of a batch norm are read by PyTorch's names") {
  REQUIRE(load(state_dict("conv1", "bn1")));
  CHECK(values("conv1.weight") == std::vector<float>{1, 2});
  CHECK(values("conv1.bias") == std::vector<float>{3, 4});
  CHECK(values("bn1.gamma") == std::vector<float>{5, 6});
  CHECK(values("bn1.beta") == std::vector<float>{7, 8});
  CHECK(values("bn1.mean") == std::vector<float>{9, 10});
  CHECK(values("bn1.var") == std::vector<float>{11, 12});
}

TEST_CASE_METHOD(Fixture, "weights with other names are answered with a table of both") {
  const Status loaded = load(state_dict("encoder.0", "encoder.1"));
  REQUIRE_FALSE(loaded);
  REQUIRE(loaded.diagnostics().size() == 1);
  const Diagnostic& said = loaded.diagnostics().front();
  CHECK(said.code == "E345");
  CHECK(said.message ==
        "the names of the tensors are not the model's: 7 tensors of the file have no parameter, 6 parameters "
        "of "
        "the model have no tensor");
  REQUIRE(said.notes.size() == 7);
  CHECK(said.notes.front().text ==
        "the model's 'conv1.weight' [2, 1, 1, 1] has no tensor; the file's 'encoder.0.weight' has its shape");
  CHECK(said.notes.back().text.starts_with("the file's '"));
}

TEST_CASE_METHOD(Fixture, "one wrong name is answered with the nearest one") {
  std::vector<Tensor> tensors = state_dict("conv1", "bn1");
  tensors.front().name = "conv1.wieght";
  const Status loaded = load(tensors);
  REQUIRE_FALSE(loaded);
  REQUIRE(loaded.diagnostics().size() == 2);
  CHECK(loaded.diagnostics()[0].code == "E522");
  CHECK(loaded.diagnostics()[0].help == "did you mean 'conv1.weight'?");
  CHECK(loaded.diagnostics()[1].code == "E520");
}

TEST_CASE_METHOD(Fixture, "a file with both names of one tensor is not guessed at") {
  std::vector<Tensor> tensors = state_dict("conv1", "bn1");
  tensors.push_back(tensor("bn1.gamma", {2}, {0, 0}));
  const Status loaded = load(tensors);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.diagnostics().front().code == "E522");
}
