#include "framework/train/checkpoint.h"

#include <unistd.h>

#include <filesystem>

#include "framework/base/files.h"
#include "framework/graph/builder.h"
#include "framework/graph/initialisers.h"
#include "tests/support/catch.h"

namespace {

using namespace cae;

Graph small_model() {
  GraphBuilder builder("m", Shape::image(6, 6, 1));
  Attributes conv;
  conv.set("filters", std::int64_t{3});
  conv.set("kernel", Window{3, 3});
  REQUIRE_FALSE(builder.add({.kind = "conv", .attributes = conv}));
  REQUIRE_FALSE(builder.add({.kind = "bn", .attributes = {}}));
  return std::move(builder).finish();
}

// A trained state that is not all zeros, and a file to put it in.
struct Fixture {
  Fixture() {
    initialise(weights, 3);
    for (std::size_t p = 0; p < gradients.count(); ++p) {
      for (float& value : gradients.values(p)) value = 0.25F;
    }
    optimizer.step(weights, gradients, 0.1, 1.0, pool);
  }
  ~Fixture() { std::filesystem::remove(file); }

  Graph graph = small_model();
  ParameterArrays weights{graph};
  ParameterArrays gradients{graph};
  Optimizer optimizer{graph, {}};
  ThreadPool pool{1};
  Progress progress{.epoch = 4,
                    .step = 7,
                    .loss_sum = 1.0 / 3.0,
                    .seconds = 0.1,
                    .images = 70,
                    .best_loss = 0.3,
                    .best_epoch = 2,
                    .improved_loss = 0.5,
                    .improved_epoch = 1,
                    .patience_from = 1};
  std::string file = (std::filesystem::temp_directory_path() /
                      ("cae-checkpoint-" + std::to_string(getpid()) + ".safetensors"))
                         .string();
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a checkpoint gives back every bit") {
  REQUIRE(write_checkpoint(file, "run 1", weights, optimizer, progress));
  ParameterArrays read(graph);
  Optimizer read_optimizer(graph, {});
  Progress read_progress;
  REQUIRE(read_checkpoint(file, {"run 1"}, read, read_optimizer, read_progress));
  for (std::size_t p = 0; p < read.count(); ++p) {
    CHECK(std::equal(read.values(p).begin(), read.values(p).end(), weights.values(p).begin()));
  }
  CHECK(read_optimizer.steps() == 1);
  CHECK(read_progress.epoch == 4);
  CHECK(read_progress.step == 7);
  CHECK(read_progress.loss_sum == 1.0 / 3.0);
  CHECK(read_progress.best_epoch == 2);
  CHECK(read_progress.improved_loss == 0.5);
  CHECK(read_progress.improved_epoch == 1);
  CHECK(read_progress.patience_from == 1);
  CHECK_FALSE(read_progress.finished);
  const auto before = optimizer.state();
  const auto after = read_optimizer.state();
  for (std::size_t i = 0; i < before.size(); ++i) CHECK(before[i].values.bytes == after[i].values.bytes);
}

TEST_CASE_METHOD(Fixture,
                 "a checkpoint of before min_delta was early stopping's alone waits from its best epoch") {
  REQUIRE(write_checkpoint(file, "run 1", weights, optimizer, progress));
  TensorFile earlier = read_safetensors(file).take();
  for (const char* later : {"improved_loss", "improved_epoch", "cae_lab_sha256"})
    earlier.metadata.erase(later);
  earlier.metadata["format"] = "cae-lab checkpoint 1";
  REQUIRE(write_safetensors(file, earlier));
  Progress read;
  REQUIRE(read_checkpoint(file, {"run 1"}, weights, optimizer, read));
  CHECK(read.improved_loss == 0.3);
  CHECK(read.improved_epoch == 2);
}

TEST_CASE_METHOD(Fixture, "a checkpoint of another run is refused, and both are named") {
  REQUIRE(write_checkpoint(file, "0001-one-s1 abc", weights, optimizer, progress));
  const auto status = read_checkpoint(file, {"0002-one-s1 abc"}, weights, optimizer, progress);
  REQUIRE_FALSE(status);
  CHECK(status.diagnostics()[0].code == "E807");
  CHECK(status.diagnostics()[0].message ==
        "this checkpoint belongs to the run '0001-one-s1', not to '0002-one-s1'");
}

TEST_CASE_METHOD(Fixture, "a checkpoint of a run of the same name with other settings is refused") {
  REQUIRE(write_checkpoint(file, "0001-one-s1 abc", weights, optimizer, progress));
  const auto status = read_checkpoint(file, {"0001-one-s1 abd"}, weights, optimizer, progress);
  REQUIRE_FALSE(status);
  CHECK(status.diagnostics()[0].code == "E807");
  CHECK(status.diagnostics()[0].message == "this checkpoint is of a run '0001-one-s1' with other settings");
}

TEST_CASE_METHOD(Fixture, "every truncation of a checkpoint is refused") {
  REQUIRE(write_checkpoint(file, "run 1", weights, optimizer, progress));
  const std::string whole = read_file(file).take();
  for (std::size_t length = 0; length < whole.size(); length += 97) {
    REQUIRE(write_file_atomically(file, std::string_view(whole).substr(0, length)));
    CHECK_FALSE(read_checkpoint(file, {"run 1"}, weights, optimizer, progress));
  }
}

TEST_CASE_METHOD(Fixture, "weights without training state are no checkpoint") {
  REQUIRE(write_safetensors(file, {.tensors = {}}));
  const auto status = read_checkpoint(file, {"run 1"}, weights, optimizer, progress);
  REQUIRE_FALSE(status);
  CHECK(status.diagnostics()[0].code == "E806");
}

TEST_CASE_METHOD(Fixture, "a bit that was turned over in weights, state or words is refused") {
  REQUIRE(write_checkpoint(file, "run 1", weights, optimizer, progress));
  const std::string whole = read_file(file).take();
  for (std::size_t place = 8; place < whole.size(); place += 61) {
    std::string damaged = whole;
    damaged[place] = static_cast<char>(damaged[place] ^ 1);
    REQUIRE(write_file_atomically(file, damaged));
    INFO(place);
    CHECK_FALSE(read_checkpoint(file, {"run 1"}, weights, optimizer, progress));
  }
}

TEST_CASE_METHOD(Fixture, "a checkpoint whose checksum was taken out is refused") {
  REQUIRE(write_checkpoint(file, "run 1", weights, optimizer, progress));
  TensorFile content = read_safetensors(file).take();
  REQUIRE(content.checked);
  content.metadata.erase("cae_lab_sha256");
  REQUIRE(write_safetensors(file, content));
  const auto read = read_checkpoint(file, {"run 1"}, weights, optimizer, progress);
  REQUIRE_FALSE(read);
  CHECK(read.diagnostics()[0].code == "E515");
}

TEST_CASE_METHOD(Fixture,
                 "a checkpoint of the first version, which has no checksum, is taken and said to be one") {
  REQUIRE(write_checkpoint(file, "run 1", weights, optimizer, progress));
  TensorFile content = read_safetensors(file).take();
  content.metadata["format"] = "cae-lab checkpoint 1";
  for (const char* later : {"cae_lab_sha256", "patience_from"}) content.metadata.erase(later);
  REQUIRE(write_safetensors(file, content));
  const CheckpointForm form =
      read_checkpoint(file, {"run 1 today", "run 1"}, weights, optimizer, progress).take();
  CHECK_FALSE(form.checked);
  CHECK(form.identity == "run 1");
  CHECK(progress.patience_from == 0);
}
