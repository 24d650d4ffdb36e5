#include "framework/data/batch_source.h"

#include <atomic>
#include <stdexcept>
#include <thread>

#include "framework/base/random.h"
#include "framework/base/shuffle.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"

using namespace cae;

namespace {

// Every pixel of every image differs.
Dataset colours(std::int64_t count) {
  Dataset dataset{.name = "colours", .count = count, .shape = {2, 3, 2}};
  for (std::int64_t i = 0; i < count * 12; ++i) dataset.floats.push_back(static_cast<float>(i));
  return dataset;
}

Dataset grays(std::int64_t count) {
  Dataset dataset{.name = "grays", .count = count, .shape = {2, 2, 1}};
  for (std::int64_t i = 0; i < count * 4; ++i) dataset.bytes.push_back(static_cast<std::uint8_t>(i * 7));
  return dataset;
}

// Noise that is a function of sample and epoch, as a plugin would make it.
Status add_noise(std::span<float> inputs, std::span<float>, std::span<const std::uint32_t> samples,
                 std::uint32_t epoch) {
  const std::size_t size = inputs.size() / samples.size();
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const RandomStream stream(1, "noise", epoch, samples[i]);
    for (std::size_t j = 0; j < size; ++j) inputs[i * size + j] += static_cast<float>(stream.normal(j));
  }
  return Done{};
}

struct Seen {
  std::vector<float> inputs, targets;
  std::vector<std::uint32_t> samples;
  std::vector<int> counts;
  bool operator==(const Seen&) const = default;
};

Seen run_epoch(BatchSource& source, std::vector<std::uint32_t> order, std::uint32_t epoch,
               std::int64_t first = 0) {
  Seen seen;
  source.start_epoch(std::move(order), epoch, first);
  while (true) {
    const std::optional<BatchView> view = source.next().take();
    if (!view) return seen;
    seen.inputs.insert(seen.inputs.end(), view->inputs.begin(), view->inputs.end());
    seen.targets.insert(seen.targets.end(), view->targets.begin(), view->targets.end());
    seen.samples.insert(seen.samples.end(), view->samples.begin(), view->samples.end());
    seen.counts.push_back(view->count);
  }
}

Diagnostic refusal() {
  return {.code = "E000", .message = "refused"};
}

}  // namespace

TEST_CASE("An epoch gives every sample once, with a short last batch") {
  const Dataset dataset = grays(10);
  BatchSource source(dataset, 4);
  source.start_epoch(identity_order(10), 0);
  CHECK(source.steps() == 3);
  const Seen seen = run_epoch(source, shuffled_order(3, 0, 10), 0);
  CHECK(seen.counts == std::vector<int>{4, 4, 2});
  CHECK(seen.samples == shuffled_order(3, 0, 10));
  REQUIRE(seen.targets.size() == 40);
  for (std::size_t i = 0; i < 10; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      CHECK(seen.targets[i * 4 + j] == static_cast<float>(dataset.bytes[seen.samples[i] * 4 + j]) / 255.0F);
    }
  }
}

TEST_CASE("Without augmentation inputs and targets are the same memory") {
  const Dataset dataset = grays(4);
  BatchSource source(dataset, 4);
  source.start_epoch(identity_order(4), 0);
  const std::optional<BatchView> view = source.next().take();
  REQUIRE(view);
  CHECK(view->inputs.data() == view->targets.data());
}

TEST_CASE("Batches are the same with and without the thread that prepares them") {
  const Dataset dataset = colours(23);
  BatchSource ahead(dataset, 5, add_noise, true);
  BatchSource now(dataset, 5, add_noise, false);
  for (std::uint32_t epoch = 0; epoch < 4; ++epoch) {
    const Seen seen = run_epoch(ahead, shuffled_order(9, epoch, 23), epoch);
    CHECK(seen == run_epoch(now, shuffled_order(9, epoch, 23), epoch));
    CHECK(seen.inputs != seen.targets);
  }
}

TEST_CASE("An epoch that starts at a later step gives what it gives there from the start") {
  const Dataset dataset = colours(23);
  BatchSource source(dataset, 5, add_noise);
  const Seen whole = run_epoch(source, shuffled_order(9, 2, 23), 2);
  const Seen rest = run_epoch(source, shuffled_order(9, 2, 23), 2, 3);
  CHECK(rest.counts == std::vector<int>{5, 3});
  CHECK(std::equal(rest.inputs.begin(), rest.inputs.end(), whole.inputs.begin() + 3 * 5 * 12));
  CHECK(std::vector<std::uint32_t>(whole.samples.begin() + 15, whole.samples.end()) == rest.samples);
  CHECK(run_epoch(source, shuffled_order(9, 2, 23), 2, 5).counts.empty());
}

TEST_CASE("Augmentations see channels first, the model channels last") {
  const Dataset dataset = colours(3);
  std::vector<float> planes;
  const auto note = [&](std::span<float> inputs, std::span<float>, std::span<const std::uint32_t>,
                        std::uint32_t) -> Status {
    planes.assign(inputs.begin(), inputs.end());
    return Done{};
  };
  BatchSource source(dataset, 3, note, false);
  source.start_epoch(identity_order(3), 0);
  const std::optional<BatchView> view = source.next().take();
  REQUIRE(view);
  CHECK(std::equal(view->inputs.begin(), view->inputs.end(), view->targets.begin()));
  CHECK(view->inputs[1] == 1.0F);
  for (std::size_t image = 0; image < 3; ++image) {
    for (std::size_t c = 0; c < 2; ++c) {
      for (std::size_t i = 0; i < 6; ++i) {
        CHECK(planes[image * 12 + c * 6 + i] == dataset.floats[image * 12 + i * 2 + c]);
      }
    }
  }
}

TEST_CASE(
    "An augmentation changes the targets, too, where it wants to, in images of any number of channels") {
  const auto count_up = [](std::span<float> inputs, std::span<float> targets, auto, auto) -> Status {
    CHECK(std::equal(inputs.begin(), inputs.end(), targets.begin()));
    for (float& value : targets) value += 1.0F;
    for (float& value : inputs) value += 2.0F;
    return Done{};
  };
  for (const Dataset& dataset : {colours(7), grays(7)}) {
    BatchSource plain(dataset, 3);
    BatchSource changed(dataset, 3, count_up);
    const Seen before = run_epoch(plain, identity_order(7), 1);
    const Seen after = run_epoch(changed, identity_order(7), 1);
    REQUIRE(after.targets.size() == before.targets.size());
    for (std::size_t i = 0; i < before.targets.size(); ++i) {
      CHECK(after.targets[i] == before.targets[i] + 1.0F);
      CHECK(after.inputs[i] == before.targets[i] + 2.0F);
    }
  }
}

TEST_CASE("An augmentation's error arrives at its own step, and the source goes on") {
  const Dataset dataset = grays(12);
  const auto refuse_sample_5 = [](std::span<float>, std::span<float>, std::span<const std::uint32_t> samples,
                                  std::uint32_t epoch) -> Status {
    if (epoch == 0 && std::find(samples.begin(), samples.end(), 5U) != samples.end()) return refusal();
    return Done{};
  };
  for (const bool prefetch : {true, false}) {
    BatchSource source(dataset, 4, refuse_sample_5, prefetch);
    source.start_epoch(identity_order(12), 0);
    CHECK(source.next());
    CHECK(code_of(source.next()) == "E000");
    CHECK(source.next());
    CHECK_FALSE(*source.next());
    CHECK(run_epoch(source, identity_order(12), 1).counts.size() == 3);
  }
}

TEST_CASE("What an augmentation throws is thrown to the caller") {
  const Dataset dataset = grays(4);
  for (const bool prefetch : {true, false}) {
    BatchSource failing(
        dataset, 2, [](auto, auto, auto, auto) -> Status { throw Failure(refusal()); }, prefetch);
    failing.start_epoch(identity_order(4), 0);
    CHECK_THROWS_AS(failing.next(), Failure);
    BatchSource starving(
        dataset, 2, [](auto, auto, auto, auto) -> Status { throw std::bad_alloc(); }, prefetch);
    starving.start_epoch(identity_order(4), 0);
    CHECK_THROWS_AS(starving.next(), std::bad_alloc);
  }
}

TEST_CASE("A source can be left or started again at any moment") {
  const Dataset dataset = colours(50);
  const Seen expected = [&] {
    BatchSource source(dataset, 4, add_noise, false);
    return run_epoch(source, shuffled_order(1, 7, 50), 7);
  }();
  for (int taken = 0; taken < 13; ++taken) {
    BatchSource source(dataset, 4, add_noise);
    source.start_epoch(shuffled_order(1, 0, 50), 0);
    for (int i = 0; i < taken; ++i) CHECK(source.next());
    if (taken % 2 == 0) continue;
    CHECK(run_epoch(source, shuffled_order(1, 7, 50), 7) == expected);
  }
  const BatchSource never_started(dataset, 4);
  CHECK(never_started.steps() == 0);
}

TEST_CASE("The next batch is prepared while the caller still uses the current one") {
  const Dataset dataset = grays(8);
  std::atomic<int> prepared = 0;
  BatchSource source(dataset, 4, [&](auto, auto, auto, auto) -> Status {
    ++prepared;
    return Done{};
  });
  source.start_epoch(identity_order(8), 0);
  const std::optional<BatchView> view = source.next().take();
  REQUIRE(view);
  for (int i = 0; i < 2000 && prepared < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  CHECK(prepared == 2);
  CHECK(view->targets[0] == 0.0F);
  CHECK(view->samples[3] == 3);
}

TEST_CASE("Batch buffers stay where they are from epoch to epoch") {
  const Dataset dataset = grays(8);
  BatchSource source(dataset, 4, add_noise);
  std::vector<const float*> places;
  for (std::uint32_t epoch = 0; epoch < 3; ++epoch) {
    source.start_epoch(shuffled_order(2, epoch, 8), epoch);
    places.push_back(source.next().take()->inputs.data());
    places.push_back(source.next().take()->inputs.data());
  }
  for (std::size_t i = 2; i < places.size(); ++i) CHECK(places[i] == places[i - 2]);
}
