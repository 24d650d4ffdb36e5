// Trainers that share the images of each step come to the losses, metrics and weights of one alone.
#include <bit>
#include <cmath>
#include <limits>
#include <thread>

#include "framework/train/trainer.h"
#include "tests/support/local_exchange.h"
#include "tests/unit/train/support.h"

namespace {

using namespace cae;
using namespace cae::test;

// Adds its number to the first pixel of an image, and counts the images that it was given.
Augmentation counted(std::int64_t& count) {
  return [&count](std::span<float> inputs, std::span<float>, std::span<const std::uint32_t> samples,
                  std::uint32_t epoch) -> Status {
    const std::size_t pixels = inputs.size() / samples.size();
    for (std::size_t i = 0; i < samples.size(); ++i)
      inputs[i * pixels] += 0.001F * static_cast<float>(samples[i] + epoch);
    count += static_cast<std::int64_t>(samples.size());
    return Done{};
  };
}

struct Trained {
  std::vector<double> numbers = {};  // losses and metrics
  std::vector<float> weights = {};
  std::int64_t augmented = 0;
  std::string failure = {};
  bool operator==(const Trained& other) const {
    return numbers == other.numbers && weights == other.weights && failure == other.failure;
  }
};

Trained train(const Dataset& training_images, Exchange* exchange) {
  const Graph model = small_model();
  const TrainConfig config{.epochs = 2, .batch = 9};
  const Dataset test_images = images(13, 1);
  ThreadPool pool(1);
  Trained trained;
  PlannedTraining planned(model, config, {}, pool, exchange);
  Trainer trainer(TrainerInput{.model = model,
                               .config = config,
                               .train = training_images,
                               .test = &test_images,
                               .validation = {1, 4, 6},
                               .augment_train = counted(trained.augmented)},
                  planned, pool);
  try {
    while (!trainer.progress().finished) {
      const EpochReport epoch = *trainer.train_epoch([](const StepReport&) { return true; });
      trained.numbers.insert(trained.numbers.end(),
                             {epoch.train_loss, *epoch.validation_loss, *epoch.test_loss});
      for (const TermReport& term : epoch.terms) trained.numbers.push_back(term.value);
    }
  } catch (const Failure& failure) {
    trained.failure = failure.diagnostics().front().message;
  }
  for (std::size_t i = 0; i < planned.weights.count(); ++i) {
    const std::span<const float> values = planned.weights.values(i);
    trained.weights.insert(trained.weights.end(), values.begin(), values.end());
  }
  return trained;
}

std::vector<Trained> train_together(const Dataset& training_images, int ranks) {
  LocalGroup group(ranks);
  std::vector<Trained> trained(static_cast<std::size_t>(ranks));
  std::vector<std::thread> processes;
  for (int rank = 0; rank < ranks; ++rank) {
    processes.emplace_back([&, rank] {
      LocalGroup::Member member(group, rank);
      trained[static_cast<std::size_t>(rank)] = train(training_images, &member);
    });
  }
  for (std::thread& process : processes) process.join();
  return trained;
}

TEST_CASE("Trainers that share each step have the losses and weights of one alone, each its own images") {
  const Dataset training_images = images(25);
  const Trained alone = train(training_images, nullptr);
  CHECK(alone.numbers.size() >= 12);
  CHECK(alone.failure.empty());
  for (const int ranks : {2, 3}) {
    std::int64_t augmented = 0;
    for (const Trained& trained : train_together(training_images, ranks)) {
      CHECK(trained == alone);
      CHECK(trained.augmented < alone.augmented);
      augmented += trained.augmented;
    }
    CHECK(augmented == alone.augmented);
  }
}

TEST_CASE("Trainers that share each step all stop at a loss that is not finite, and name the same layer") {
  Dataset training_images = images(25);
  training_images.floats[16 * 7] = std::numeric_limits<float>::quiet_NaN();
  const Trained alone = train(training_images, nullptr);
  CHECK(alone.failure.find("not finite in epoch 1") != std::string::npos);
  for (const Trained& trained : train_together(training_images, 3)) CHECK(trained.failure == alone.failure);
}

}  // namespace
