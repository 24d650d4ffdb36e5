#include "framework/train/validation.h"

#include <algorithm>

#include "tests/support/catch.h"

namespace {

using namespace cae;

std::vector<std::uint32_t> kept(double validation, std::int64_t images, std::uint64_t seed = 1) {
  return validation_samples({.validation = validation}, seed, images).take();
}

std::string refused(double validation, std::int64_t images) {
  const auto samples = validation_samples({.validation = validation}, 1, images);
  return samples ? "none" : samples.diagnostics()[0].code + ": " + samples.diagnostics()[0].message;
}

}  // namespace

TEST_CASE("validation images are chosen by the seed, each once and in rising order") {
  const std::vector<std::uint32_t> samples = kept(20, 100);
  CHECK(samples.size() == 20);
  CHECK(std::is_sorted(samples.begin(), samples.end()));
  CHECK(std::adjacent_find(samples.begin(), samples.end()) == samples.end());
  CHECK(samples.back() < 100);
  CHECK(samples == kept(20, 100));
  CHECK(samples != kept(20, 100, 2));
}

TEST_CASE("a share of the images is rounded to a whole number") {
  CHECK(kept(0.1, 60000).size() == 6000);
  CHECK(kept(0.1, 14).size() == 1);
  CHECK(kept(0.1, 16).size() == 2);
  CHECK(kept(0.5, 7).size() == 4);
  CHECK(kept(1, 7).size() == 1);
  CHECK(kept(0, 7).empty());
}

TEST_CASE("one image at least is kept and one is trained with") {
  CHECK(kept(6, 7).size() == 6);
  CHECK(refused(7, 7) ==
        "E813: data.validation would hold out 7 images, but there are 7, and at least one must be left to "
        "train on");
  CHECK(refused(5000, 100).starts_with("E813: data.validation would hold out 5,000 images"));
  CHECK(refused(0.95, 7).starts_with("E813: data.validation would hold out 7 images"));
  CHECK(refused(0.01, 7) ==
        "E813: data.validation would hold out no image: 0.01 of 7 training images is less than half of one");
  CHECK(refused(1, 1).starts_with("E813"));
}

TEST_CASE("what is trained with is all the rest") {
  CHECK(samples_without({1, 4}, 6) == std::vector<std::uint32_t>{0, 2, 3, 5});
  CHECK(samples_without({}, 3) == std::vector<std::uint32_t>{0, 1, 2});
}
