#include "framework/data/npz_choice.h"

#include "framework/data/chosen_array.h"
#include "framework/data/data_files.h"
#include "framework/data/dataset.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"
#include "tests/unit/data/npz_text.h"

using namespace cae;

namespace {

using Names = std::vector<std::string>;

constexpr ImageShape shape{2, 2, 1};

Array filled(std::vector<std::int64_t> dims, std::uint8_t value) {
  const auto count = static_cast<std::size_t>(byte_count(dims, DataType::u8).value());
  return {.type = DataType::u8, .dims = std::move(dims), .bytes = std::vector<std::uint8_t>(count, value)};
}
Array images_of(std::int64_t count, std::uint8_t value) {
  return filled({count, 2, 2}, value);
}
Array labels_of(std::int64_t count, std::uint8_t value) {
  return filled({count}, value);
}

// What Keras's mnist.npz holds.
std::string keras() {
  return npz_text({{"x_test", images_of(1, 10)},
                   {"x_train", images_of(3, 20)},
                   {"y_test", labels_of(1, 4)},
                   {"y_train", labels_of(3, 5)}});
}

}  // namespace

TEST_CASE("The usual names of arrays are known, those of a part before those of both") {
  using enum DataPart;
  CHECK(images_array({"y_test", "x_test", "x_train", "y_train"}, training) == "x_train");
  CHECK(images_array({"y_test", "x_test", "x_train", "y_train"}, test) == "x_test");
  CHECK(images_array({"X_train", "y_train"}, training) == "X_train");
  CHECK(images_array({"train_images", "val_images", "test_images"}, test) == "test_images");
  CHECK(images_array({"x", "x_train"}, training) == "x_train");
  CHECK(images_array({"x", "x_train"}, test) == "x");
  CHECK(images_array({"data", "target", "images", "target_names"}, training) == "images");
  CHECK(images_array({"data", "target"}, test) == "data");
  CHECK(images_array({"X", "y"}, training) == "X");
  CHECK(images_array({"faces"}, training) == "faces");
  CHECK(images_array({"arr_0", "arr_1"}, training) == "arr_0");
  CHECK(images_array({"arr_0", "arr_1", "arr_2", "arr_3"}, training).empty());
  CHECK(images_array({"faces", "masks"}, training).empty());
  CHECK(images_array({"x_test", "y_test"}, training).empty());
  CHECK(images_array({}, training).empty());
}

TEST_CASE("Labels are found beside the images by their names") {
  const Names of_keras = {"x_test", "x_train", "y_test", "y_train"};
  CHECK(labels_beside(of_keras, "x_train") == "y_train");
  CHECK(labels_beside(of_keras, "x_test") == "y_test");
  CHECK(labels_beside({"val_images", "val_labels", "test_labels"}, "val_images") == "val_labels");
  CHECK(labels_beside({"images", "data", "target"}, "images") == "target");
  CHECK(labels_beside({"data", "target"}, "data") == "target");
  CHECK(labels_beside({"X", "y"}, "X") == "y");
  CHECK(labels_beside({"images", "y"}, "images") == "y");
  CHECK(labels_beside({"arr_0", "arr_1"}, "arr_0") == "arr_1");
  CHECK(labels_beside({"arr_0", "arr_1", "arr_2"}, "arr_0").empty());
  CHECK(labels_beside({"faces", "labels"}, "faces").empty());
  CHECK(labels_beside({"x_train", "y_test"}, "x_train").empty());
  CHECK(labels_array(of_keras, DataPart::training) == "y_train");
  CHECK(labels_array(of_keras, DataPart::test) == "y_test");
  CHECK(labels_array({"a", "b"}, DataPart::test).empty());
}

TEST_CASE("Keras's file gives training and test images with their labels") {
  const TemporaryFolder folder;
  const std::string path = folder.write("mnist.npz", keras());
  DataConfig config;
  config.train.images = path;
  config.test.images = path;
  const DataSets sets = load_data(config, shape).take();
  CHECK(sets.train.bytes == std::vector<std::uint8_t>(12, 20));
  CHECK(sets.train.labels == std::vector<std::int64_t>{5, 5, 5});
  CHECK(sets.test->bytes == std::vector<std::uint8_t>(4, 10));
  CHECK(sets.test->labels == std::vector<std::int64_t>{4});
}

TEST_CASE("An array of an NPZ file is chosen behind a '#'") {
  const TemporaryFolder folder;
  const std::string path = folder.write("mnist.npz", keras());
  const Dataset test = load_dataset({.images = path + "#x_test"}, shape).take();
  CHECK(test.count == 1);
  CHECK(test.labels == std::vector<std::int64_t>{4});
  const Dataset other =
      load_dataset({.images = path + "#x_train", .labels = path}, shape, 0, DataPart::test).take();
  CHECK(other.labels == std::vector<std::int64_t>{5, 5, 5});
  CHECK(code_of(load_dataset({.images = path + "#x_train", .labels = path + "#y_test"}, shape)) == "E412");
}

TEST_CASE("Where no array is known or the chosen one is missing, all are told with type and dimensions") {
  const TemporaryFolder folder;
  const std::string path =
      folder.write("x.npz", zip_text({{"faces.npy", serialize_npy(images_of(3, 1))},
                                      {"masks.npy", serialize_npy(make_array({3, 2}, std::vector<float>(6)))},
                                      {"notes.txt", "no array"}}));
  const std::string arrays =
      "its arrays are faces uint8 [3, 2, 2], masks float32 [3, 2], notes.txt (not readable)\n";
  const std::string none = message_of(load_dataset({.images = path}, shape));
  INFO(none);
  CHECK(none.find("x.npz: error[E471]: no array of this NPZ file has a usual name for images\n"
                  "help: choose one, as in `images: FILE.npz#NAME`; " +
                  arrays) != std::string::npos);
  const std::string absent = message_of(load_dataset({.images = path + "#face"}, shape));
  CHECK(absent.find("error[E447]: this NPZ file has no array called 'face'\nhelp: " + arrays) !=
        std::string::npos);
  CHECK(load_dataset({.images = path + "#faces"}, shape).take().labels.empty());
  const std::string labels = message_of(load_dataset({.images = path + "#faces", .labels = path}, shape));
  CHECK(labels.find("as in `labels: FILE.npz#NAME`") != std::string::npos);
  CHECK(message_of(load_dataset({.images = golden("images.idx") + "#x"}, shape))
            .find("error[E472]: an array, 'x', is chosen of this file, which is not NPZ") !=
        std::string::npos);
}

TEST_CASE("Arrays that cannot be labels do not keep the images from being read if no labels were asked for") {
  const TemporaryFolder folder;
  std::string text = read_file(golden("text.npy")).take();
  const auto load = [&](const std::string& labels) {
    return load_dataset(
        {.images = folder.write(
             "x.npz", zip_text({{"data.npy", serialize_npy(images_of(3, 1))}, {"target.npy", labels}}))},
        shape);
  };
  CHECK(load(text).take().labels.empty());
  CHECK(load(serialize_npy(filled({3, 10}, 1))).take().labels.empty());
  CHECK(load(serialize_npy(filled({3, 1}, 1))).take().labels.size() == 3);
  CHECK(code_of(load(serialize_npy(filled({2}, 1)))) == "E412");
}

TEST_CASE("A file whose name has a '#' is itself") {
  const TemporaryFolder folder;
  const std::string path = folder.write("a#b.npz", keras());
  CHECK(chosen_array(path).file == path);
  CHECK(chosen_array(path).array.empty());
  CHECK(chosen_array(path + "#x_train").file == path);
  CHECK(chosen_array(path + "#x_train").array == "x_train");
  CHECK(chosen_array(path + "#").array.empty());
  CHECK(chosen_array("#x").file == "#x");
  CHECK(chosen_array(folder / "none#x").file == folder / "none#x");
  CHECK(chosen_array(folder / "" + "#x").array.empty());  // a folder

  DataConfig config;
  config.train = {.images = path + "#x_train", .labels = path};
  const std::vector<DataFile> files = data_files(config);
  REQUIRE(files.size() == 2);
  CHECK(files[0].path == path);
  CHECK(files[0].array == "x_train");
  CHECK(files[1].array.empty());
}

TEST_CASE("What follows the rows that are asked for is not unpacked") {
  const TemporaryFolder folder;
  std::vector<std::uint8_t> noise(4'000'000);
  std::uint32_t state = 1;
  for (std::uint8_t& byte : noise)
    byte = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
  const Array images{.type = DataType::u8, .dims = {1'000'000, 2, 2}, .bytes = noise};
  std::string content = npz_text({{"images", images}, {"labels", filled({1'000'000}, 1)}});
  // Damage behind the first rows does not matter to who asks for those alone.
  for (std::size_t i = 2'000'000; i < 2'001'000; ++i) content[i] = '\x55';
  const std::string path = folder.write("x.npz", content);
  const Dataset first = load_dataset({.images = path}, shape, 100).take();
  CHECK(first.bytes == std::vector<std::uint8_t>(noise.begin(), noise.begin() + 400));
  CHECK(first.labels.size() == 100);
  const std::string code = code_of(load_dataset({.images = path}, shape));
  CHECK((code == "E441" || code == "E442"));
}
