#include "framework/run/changed_inputs.h"

#include "tests/support/catch.h"

using namespace cae;

namespace {

InputRecord input(const std::string& role, const std::string& path, char sum) {
  return {.role = role, .path = path, .bytes = 1408, .sum = std::string(64, sum)};
}

InputRecord sampled(std::int64_t modified_ns, char sum) {
  InputRecord record = input("training images", "/big.npy", sum);
  record.bytes = 2'000'000'000;
  record.sampled = true;
  record.modified_ns = modified_ns;
  return record;
}

}  // namespace

TEST_CASE("the same content at another path is the same input") {
  const std::vector<InputRecord> then{input("training images", "/old/x.npy", 'a'),
                                      input("test images", "/old/t.npy", 'b')};
  CHECK(check_inputs("0001-a-s1", then,
                     {input("test images", "/new/u.npy", 'b'), input("training images", "/new/y.npy", 'a')}));
}

TEST_CASE("what has changed is named with its role, its path and both sums") {
  const auto checked = check_inputs("0001-a-s1", {input("training images", "/old/x.npy", 'a')},
                                    {input("training images", "/new/x.npy", 'b')});
  REQUIRE_FALSE(checked);
  REQUIRE(checked.diagnostics().size() == 1);
  const Diagnostic& problem = checked.diagnostics()[0];
  CHECK(problem.code == "E820");
  CHECK(problem.place.file == "/new/x.npy");
  CHECK(
      problem.message ==
      "the training images have changed since the run 0001-a-s1 was begun: 1,408 bytes, sha256 aaaaaaaaaaaa "
      "then, 1,408 bytes, sha256 bbbbbbbbbbbb now");
  CHECK(problem.help.find("/old/x.npy") != std::string::npos);
}

TEST_CASE("images and start weights that came or went are a change, labels are none") {
  const InputRecord images = input("training images", "/x", 'a');
  const InputRecord test = input("test images", "/t", 'b');
  const InputRecord labels = input("training labels", "/y", 'c');
  const InputRecord weights = input("start weights", "/w", 'd');
  CHECK(check_inputs("r", {images}, {images, labels}));
  CHECK(check_inputs("r", {images, labels}, {images}));
  CHECK(check_inputs("r", {images, test}, {images}).diagnostics().at(0).message ==
        "the run r was begun with test images, and now there are none");
  CHECK(check_inputs("r", {images}, {images, weights}).diagnostics().at(0).message ==
        "the run r was begun without start weights, and now there are some");
  const InputRecord other_labels = input("training labels", "/y", 'e');
  CHECK_FALSE(check_inputs("r", {images, labels}, {images, other_labels}));
}

TEST_CASE("a large file is compared by samples and time, and the help says so") {
  const auto touched =
      check_inputs("r", {sampled(1'000'000'000'500, 'a')}, {sampled(2'000'000'000'000, 'a')});
  REQUIRE_FALSE(touched);
  CHECK(touched.diagnostics()[0].message ==
        "the training images have changed since the run r was begun: 2,000,000,000 bytes, last changed "
        "1970-01-01T00:16:40.000000500Z, samples aaaaaaaaaaaa then, 2,000,000,000 bytes, last changed "
        "1970-01-01T00:33:20.000000000Z, samples aaaaaaaaaaaa now");
  CHECK(touched.diagnostics()[0].help.find("touch -d") != std::string::npos);
  CHECK(check_inputs("r", {sampled(5, 'a')}, {sampled(5, 'a')}));
  CHECK_FALSE(check_inputs("r", {sampled(5, 'a')}, {sampled(5, 'b')}));
}

TEST_CASE("another array of the same file is another input") {
  InputRecord then = input("training images", "/x.npz", 'a');
  then.array = "x_train";
  InputRecord now = then;
  CHECK(check_inputs("r", {then}, {now}));
  now.array = "x_test";
  const auto checked = check_inputs("r", {then}, {now});
  REQUIRE_FALSE(checked);
  CHECK(
      checked.diagnostics()[0].message ==
      "the training images are another array than the run r was begun with: array 'x_train' of 1,408 bytes, "
      "sha256 aaaaaaaaaaaa then, array 'x_test' of 1,408 bytes, sha256 aaaaaaaaaaaa now");
}
