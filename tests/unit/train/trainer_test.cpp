// Each way in which training can end, what it watches, and what a step does.
#include "framework/train/trainer.h"

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "framework/train/validation.h"
#include "tests/unit/train/support.h"

namespace {

using namespace cae;
using namespace cae::test;

bool go_on(const StepReport&) {
  return true;
}

// Everything that a run of a small model needs; the settings may be changed before start().
struct Run {
  Graph model = small_model();
  TrainConfig config{.epochs = 4, .batch = 5};
  Dataset training_images = images(12);
  std::optional<Dataset> test_images = images(6, 1);
  std::vector<std::uint32_t> validation = {};
  Augmentation augment_train = {};
  Augmentation augment_validation = {};
  ThreadPool pool{1};
  std::optional<PlannedTraining> planned = std::nullopt;
  std::optional<Trainer> trainer = std::nullopt;
  std::vector<EpochReport> epochs = {};

  Trainer& start() {
    planned.emplace(model, config, std::vector<std::string>{}, pool);
    trainer.emplace(TrainerInput{.model = model,
                                 .config = config,
                                 .train = training_images,
                                 .test = test_images ? &*test_images : nullptr,
                                 .validation = validation,
                                 .augment_train = augment_train,
                                 .augment_validation = augment_validation},
                    *planned, pool);
    return *trainer;
  }
  void go() {
    while (!trainer->progress().finished) epochs.push_back(*trainer->train_epoch(go_on));
  }
  void train_to_the_end() {
    start();
    go();
  }
  std::vector<float> weights() const {
    std::vector<float> all;
    for (std::size_t i = 0; i < planned->weights.count(); ++i) {
      const std::span<const float> values = planned->weights.values(i);
      all.insert(all.end(), values.begin(), values.end());
    }
    return all;
  }
  std::span<float> weight(const std::string& name) {
    return planned->weights.values(planned->weights.find(name));
  }
  // The error that training ends with.
  std::string failure() {
    try {
      go();
    } catch (const Failure& failure) {
      return failure.diagnostics().at(0).code + ": " + failure.diagnostics().at(0).message;
    }
    return "none";
  }
};

// Steps too small to change a float, so that no loss moves.
void stand_still(Run& run) {
  run.config.optimizer.kind = &optimizer_kind("sgd");
  run.config.optimizer.rate = 1e-30;
  run.model = small_model("sigmoid", false);
}

}  // namespace

TEST_CASE_METHOD(Run, "training ends with its last epoch, and gives no reason for it") {
  train_to_the_end();
  CHECK(epochs.size() == 4);
  CHECK(trainer->progress().finished);
  CHECK(trainer->end_reason().empty());
  CHECK(trainer->steps_made() == 12);
  for (const EpochReport& epoch : epochs) {
    CHECK(epoch.test_loss.has_value());
    CHECK_FALSE(epoch.validation_loss.has_value());
  }
}

TEST_CASE_METHOD(Run, "a step that says no ends training there, and it goes on with the same bits") {
  config.schedule = {.kind = Schedule::cosine, .warmup = 1};
  train_to_the_end();
  Run stopped;
  stopped.config = config;
  stopped.start();
  int steps = 0;
  const auto two_steps = [&](const StepReport&) { return ++steps < 2; };
  CHECK_FALSE(stopped.trainer->train_epoch(two_steps).has_value());
  CHECK(stopped.trainer->progress().step == 2);
  CHECK_FALSE(stopped.trainer->progress().finished);

  const std::string file =
      (std::filesystem::temp_directory_path() / ("cae-trainer-" + std::to_string(getpid()))).string();
  REQUIRE(stopped.trainer->save(file, "run 1"));
  Run resumed;
  resumed.config = config;
  REQUIRE(resumed.start().resume(file, {"run 1"}));
  std::filesystem::remove(file);
  resumed.go();
  CHECK(resumed.weights() == weights());
  CHECK(resumed.epochs.back().train_loss == epochs.back().train_loss);
  CHECK(resumed.epochs.back().learning_rate == epochs.back().learning_rate);
}

TEST_CASE_METHOD(Run, "early stopping ends training after its patience, and says why") {
  stand_still(*this);
  config.epochs = 50;
  config.early_stopping.patience = 2;
  train_to_the_end();
  CHECK(epochs.size() == 3);
  CHECK(epochs[0].best);
  CHECK_FALSE(epochs[1].best);
  char loss[32];
  std::snprintf(loss, sizeof loss, "%.6g", *epochs[0].test_loss);
  CHECK(trainer->end_reason() ==
        "early stopping after epoch 3 of 50: in 2 epochs the test loss did not fall below the " +
            std::string(loss) + " of epoch 1");
}

TEST_CASE_METHOD(Run, "min_delta belongs to early stopping alone: the best epoch has the least loss") {
  test_images = training_images;
  config.epochs = 50;
  config.early_stopping = {.patience = 3, .min_delta = 10.0};
  train_to_the_end();
  REQUIRE(epochs.size() == 4);
  std::int64_t best = 1;
  for (const EpochReport& epoch : epochs) {
    const bool less =
        epoch.epoch == 1 || *epoch.test_loss < *epochs[static_cast<std::size_t>(best - 1)].test_loss;
    CHECK(epoch.best == less);
    if (less) best = epoch.epoch;
  }
  CHECK(best > 1);
  CHECK(trainer->progress().best_epoch == best);
  CHECK(trainer->progress().improved_epoch == 1);
  CHECK(trainer->end_reason().find(" did not fall by more than 10 below the ") != std::string::npos);
}

TEST_CASE_METHOD(Run, "early stopping at the last epoch is the end of the epochs") {
  stand_still(*this);
  config.epochs = 3;
  config.early_stopping.patience = 2;
  train_to_the_end();
  CHECK(epochs.size() == 3);
  CHECK(trainer->end_reason().empty());
}

TEST_CASE_METHOD(Run, "without test images the best epoch has the least training loss") {
  test_images.reset();
  train_to_the_end();
  std::size_t least = 0;
  for (std::size_t i = 1; i < epochs.size(); ++i) {
    if (epochs[i].train_loss < epochs[least].train_loss) least = i;
  }
  CHECK(trainer->progress().best_epoch == static_cast<std::int64_t>(least) + 1);
  CHECK(trainer->progress().best_loss == epochs[least].train_loss);
  CHECK(epochs[least].best);
}

TEST_CASE_METHOD(Run, "with validation images theirs is the loss that is watched") {
  validation = {2, 3, 7};
  config.epochs = 6;
  train_to_the_end();
  std::size_t least = 0;
  for (std::size_t i = 0; i < epochs.size(); ++i) {
    REQUIRE(epochs[i].validation_loss.has_value());
    REQUIRE(epochs[i].test_loss.has_value());
    if (*epochs[i].validation_loss < *epochs[least].validation_loss) least = i;
  }
  CHECK(trainer->progress().best_loss == *epochs[least].validation_loss);
  CHECK(trainer->progress().best_epoch == static_cast<std::int64_t>(least) + 1);
}

TEST_CASE_METHOD(Run, "validation images are not trained with, and every image keeps its number") {
  validation = {0, 4, 11};
  std::multiset<std::uint32_t> trained;
  std::multiset<std::uint32_t> watched;
  augment_train = [&](std::span<float>, std::span<float>, std::span<const std::uint32_t> samples,
                      std::uint32_t) -> Status {
    trained.insert(samples.begin(), samples.end());
    return Done{};
  };
  augment_validation = [&](std::span<float>, std::span<float>, std::span<const std::uint32_t> samples,
                           std::uint32_t) -> Status {
    watched.insert(samples.begin(), samples.end());
    return Done{};
  };
  config.epochs = 1;
  train_to_the_end();
  trainer.reset();  // and the threads that prepare batches
  CHECK(trained == std::multiset<std::uint32_t>{1, 2, 3, 5, 6, 7, 8, 9, 10});
  CHECK(watched == std::multiset<std::uint32_t>{0, 4, 11});
}

TEST_CASE_METHOD(Run, "early stopping watches the validation loss where there is one") {
  stand_still(*this);
  test_images.reset();
  validation = {1, 2};
  config.epochs = 9;
  config.early_stopping.patience = 1;
  train_to_the_end();
  CHECK(epochs.size() == 2);
  CHECK(trainer->end_reason().find("in 1 epoch the validation loss did not fall") != std::string::npos);
}

TEST_CASE_METHOD(Run, "a training loss that is not finite names epoch, step and layer") {
  model = small_model("linear", false);
  config.loss = image_loss("mse");
  start();
  for (float& value : weight("code.weight")) value = 3e38F;
  CHECK(failure() ==
        "E804: the loss is not finite in epoch 1, step 1; the first layer whose output is not is code");
  CHECK(trainer->progress().best_epoch == 0);
}

TEST_CASE_METHOD(Run, "a gradient that is not finite names its parameter, and no step is made of it") {
  GraphBuilder builder("one", Shape::image(1, 1, 1));
  add(builder, "flatten");
  add(builder, "dense", {{"units", std::int64_t{1}}});
  add(builder, "reshape", {{"shape", Shape::image(1, 1, 1)}});
  model = std::move(builder).finish();
  config.loss = image_loss("mse");
  training_images = {.name = "large", .count = 1, .shape = {1, 1, 1}, .floats = {1.5e19F}};
  test_images.reset();
  start();
  weight("dense1.weight")[0] = 0.0F;
  CHECK(failure() == "E805: the gradient of dense1.weight is not finite in epoch 1, step 1");
  CHECK(weight("dense1.weight")[0] == 0.0F);
}

TEST_CASE_METHOD(Run,
                 "a test loss that is not finite ends training like a training loss, and is never best") {
  config.early_stopping.patience = 1;
  start();
  for (float& value : weight("bn1.var")) value = -5.0F;
  CHECK(failure() ==
        "E804: the test loss is not finite after epoch 1; the first layer whose output is not is bn1");
  CHECK(trainer->progress().best_epoch == 0);
}

TEST_CASE_METHOD(Run, "a validation loss that is not finite does so too") {
  validation = {3, 5};
  start();
  for (float& value : weight("bn1.var")) value = -5.0F;
  CHECK(failure() ==
        "E804: the validation loss is not finite after epoch 1; the first layer whose output is not is bn1");
}

TEST_CASE("clipping scales the gradients of all parameters together to its norm, and no more") {
  const auto moved = [](double clip_norm) {
    Run run;
    run.config.epochs = 1;
    run.config.batch = 12;
    run.config.shuffle = false;
    run.config.optimizer.kind = &optimizer_kind("sgd");
    run.config.optimizer.rate = 1.0;
    run.config.clip_norm = clip_norm;
    run.model = small_model("sigmoid", false);
    run.start();
    const std::vector<float> before = run.weights();
    run.go();
    const std::vector<float> after = run.weights();
    double sum = 0.0;
    for (std::size_t i = 0; i < before.size(); ++i) {
      sum += std::pow(static_cast<double>(after[i]) - static_cast<double>(before[i]), 2);
    }
    return std::sqrt(sum);
  };
  const double free = moved(0.0);
  REQUIRE(free > 0.01);
  CHECK(moved(0.5 * free) == Approx(0.5 * free).epsilon(1e-3));
  CHECK(moved(2.0 * free) == Approx(free).epsilon(1e-6));
}

TEST_CASE_METHOD(Run, "an epoch reports the rate of its last step") {
  config.epochs = 2;
  config.schedule = {.kind = Schedule::cosine, .final_rate = 0.0001};
  train_to_the_end();
  CHECK(epochs[0].learning_rate < 0.001);
  CHECK(epochs[1].learning_rate == 0.0001);
}

TEST_CASE("a default cosine trains in its last epoch, and in a single one") {
  Run run;
  run.config.epochs = 1;
  run.config.schedule.kind = Schedule::cosine;
  run.start();
  const std::vector<float> before = run.weights();
  run.go();
  CHECK(run.weights() != before);
}
