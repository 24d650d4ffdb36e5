#include <zlib.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "framework/data/dataset.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"

using namespace cae;

namespace {

constexpr ImageShape fashion_shape{28, 28, 1};

unsigned long checksum(const std::vector<std::uint8_t>& bytes, std::size_t count) {
  return crc32(0, bytes.data(), static_cast<uInt>(count));
}

unsigned long checksum_of_labels(const Dataset& dataset) {
  std::vector<std::uint8_t> bytes(dataset.labels.begin(), dataset.labels.end());
  return checksum(bytes, bytes.size());
}

bool is_installed() {
  std::error_code error;
  return std::filesystem::exists("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz", error);
}

// Sets the folder of datasets for one test.
class DatasetFolder {
 public:
  explicit DatasetFolder(const std::string& path) { setenv("CAE_LAB_DATASETS", path.c_str(), 1); }
  ~DatasetFolder() { unsetenv("CAE_LAB_DATASETS"); }
  DatasetFolder(const DatasetFolder&) = delete;
  DatasetFolder& operator=(const DatasetFolder&) = delete;
};

}  // namespace

// The numbers are those that tests/golden/make_data_files.py prints.
TEST_CASE("Fashion-MNIST has the pixels and labels that NumPy reads") {
  if (!is_installed()) {
    WARN("skipped: apt install dataset-fashion-mnist");
    return;
  }
  const auto start = std::chrono::steady_clock::now();
  const DataSets sets = load_data({.dataset = "fashion-mnist"}, fashion_shape).take();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  INFO("loaded in " << seconds.count() << " s");
  CHECK(sets.train.count == 60000);
  CHECK(checksum(sets.train.bytes, 784) == 4067475125UL);
  CHECK(checksum(sets.train.bytes, sets.train.bytes.size()) == 2925911245UL);
  CHECK(checksum_of_labels(sets.train) == 785835114UL);
  REQUIRE(sets.test);
  CHECK(sets.test->count == 10000);
  CHECK(checksum(sets.test->bytes, 784) == 1384319072UL);
  CHECK(checksum(sets.test->bytes, sets.test->bytes.size()) == 309494841UL);
  CHECK(checksum_of_labels(*sets.test) == 606848831UL);
  CHECK(sets.train.class_names.size() == 10);
  CHECK(sets.train.class_names[static_cast<std::size_t>(sets.train.labels[0])] == "Ankle boot");
  std::vector<float> pixels(784);
  REQUIRE(sets.train.copy_hwc(identity_order(1), pixels.data()));
  for (std::size_t i = 0; i < 784; ++i)
    REQUIRE(pixels[i] == static_cast<float>(sets.train.bytes[i]) / 255.0F);
}

TEST_CASE("Limits keep the first images of Fashion-MNIST") {
  if (!is_installed()) {
    WARN("skipped: apt install dataset-fashion-mnist");
    return;
  }
  const DataSets sets =
      load_data({.dataset = "fashion-mnist", .limit = 10, .limit_test = 3}, fashion_shape).take();
  CHECK(sets.train.count == 10);
  CHECK(sets.train.bytes.size() == 7840);
  CHECK(checksum(sets.train.bytes, 784) == 4067475125UL);
  CHECK(sets.train.labels == std::vector<std::int64_t>{9, 0, 0, 3, 0, 2, 7, 2, 5, 5});
  CHECK(sets.test->labels == std::vector<std::int64_t>{9, 2, 1});
}

TEST_CASE("A model of another input size is told what Fashion-MNIST has") {
  if (!is_installed()) {
    WARN("skipped: apt install dataset-fashion-mnist");
    return;
  }
  const Place place{.file = "e.yaml", .line = 4, .column = 12};
  const std::string text =
      message_of(load_data({.dataset = "fashion-mnist", .limit = 10, .place = place}, {32, 32, 3}));
  CHECK(text ==
        "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz: error[E408]: the images are 28x28x1, "
        "but the "
        "model's input is 32x32x3 (height x width x channels)\n"
        "e.yaml:4:12: note: the data is named here\n"
        "help: change the model's `input` line to 28x28x1, or convert the images\n");
}

TEST_CASE("An absent Fashion-MNIST says how to install it") {
  const TemporaryFolder folder;
  const DatasetFolder moved(folder / "nowhere");
  const std::string text = message_of(load_data({.dataset = "fashion-mnist"}, fashion_shape));
  CHECK(text.find("error[E401]: Fashion-MNIST is not here") != std::string::npos);
  CHECK(text.find("apt install dataset-fashion-mnist") != std::string::npos);
}

TEST_CASE("CAE_LAB_DATASETS names another folder, whose files may be unpacked") {
  const TemporaryFolder folder;
  const auto idx = [](std::initializer_list<int> header, int bytes) {
    return bytes_text(header) + std::string(static_cast<std::size_t>(bytes), '\x03');
  };
  for (const std::string part : {"train", "t10k"}) {
    folder.write("fashion-mnist/" + part + "-images-idx3-ubyte",
                 idx({0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28}, 2 * 784));
    folder.write("fashion-mnist/" + part + "-labels-idx1-ubyte", idx({0, 0, 8, 1, 0, 0, 0, 2}, 2));
  }
  const DatasetFolder moved(folder / ".");
  const DataSets sets = load_data({.dataset = "fashion-mnist"}, fashion_shape).take();
  CHECK(sets.train.count == 2);
  CHECK(sets.test->labels == std::vector<std::int64_t>{3, 3});
}

TEST_CASE("A dataset that is not known is told the nearest name") {
  const std::string text = message_of(load_data({.dataset = "fasion-mnist"}, fashion_shape));
  CHECK(text.find("error[E402]: no dataset is called 'fasion-mnist'") != std::string::npos);
  CHECK(text.find("did you mean 'fashion-mnist'?") != std::string::npos);
}
