#include "framework/data/dataset.h"

#include <cmath>
#include <limits>

#include "framework/data/npy.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"

using namespace cae;

namespace {

constexpr ImageShape gray_shape{4, 6, 1};
const std::vector<std::int64_t> golden_labels = {3, 1, 4, 1, 5};

std::string save(const TemporaryFolder& folder, const std::string& name, const Array& array) {
  (void)write_npy(folder / name, array).take();
  return folder / name;
}

std::vector<float> counting(std::int64_t count) {
  std::vector<float> values(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i) / 1000;
  return values;
}

}  // namespace

TEST_CASE("The same images come from IDX, gzipped IDX, NPY and NPZ, whatever the file is called") {
  const TemporaryFolder folder;
  const Dataset expected =
      load_dataset({.images = golden("images.idx"), .labels = golden("labels.npy")}, gray_shape).take();
  CHECK(expected.count == 5);
  CHECK(expected.labels == golden_labels);
  CHECK(expected.bytes[119] == 119);
  CHECK(expected.floats.empty());
  for (const char* name : {"images.idx.gz", "images_u1.npy", "stored.npz", "deflated.npz"}) {
    const std::string renamed = folder.write("data.bin", read_file(golden(name)).take());
    const Result<Dataset> dataset =
        load_dataset({.images = renamed, .labels = golden("labels.idx.gz")}, gray_shape);
    INFO(name << message_of(dataset));
    REQUIRE(dataset);
    CHECK(dataset->bytes == expected.bytes);
    CHECK(dataset->labels == golden_labels);
  }
}

TEST_CASE("An NPZ file has its own labels") {
  CHECK(load_dataset({.images = golden("stored.npz")}, gray_shape).take().labels == golden_labels);
  CHECK(load_dataset({.images = golden("stored.npz")}, gray_shape, 2).take().labels ==
        std::vector<std::int64_t>{3, 1});
  const DataSource npy_with_npz{.images = golden("images_u1.npy"), .labels = golden("stored.npz")};
  CHECK(load_dataset(npy_with_npz, gray_shape).take().labels == golden_labels);
  CHECK(load_dataset({.images = golden("images_u1.npy")}, gray_shape).take().labels.empty());
}

TEST_CASE("Images in NCHW and NHWC order are the same images") {
  const ImageShape shape{4, 6, 2};
  const Dataset last = load_dataset({.images = golden("colour_nhwc.npy")}, shape).take();
  const Dataset first = load_dataset({.images = golden("colour_nchw.npy")}, shape).take();
  CHECK(last.count == 3);
  CHECK(last.floats == first.floats);
  CHECK(last.floats[1] == 1.0F / 240);
  std::vector<float> hwc(48), chw(48);
  const std::vector<std::uint32_t> second = {1};
  REQUIRE(last.copy_hwc(second, hwc.data()));
  REQUIRE(last.copy_chw(second, chw.data()));
  for (std::size_t c = 0; c < 2; ++c) {
    for (std::size_t i = 0; i < 24; ++i) CHECK(chw[c * 24 + i] == hwc[i * 2 + c]);
  }
}

TEST_CASE("Rows of numbers are images of a model whose input is a row") {
  const TemporaryFolder folder;
  const auto load = [&](std::vector<std::int64_t> dims) {
    return load_dataset({.images = save(folder, "x.npy", make_array(dims, counting(6)))}, {1, 1, 3});
  };
  const Dataset rows = load({2, 3}).take();
  CHECK(rows.count == 2);
  CHECK(rows.floats == counting(6));
  CHECK(message_of(load({3, 2})).find("help: give [images, 3], one row an image") != std::string::npos);
}

TEST_CASE("Where both orders would do, four dimensions are NCHW") {
  const TemporaryFolder folder;
  const Dataset dataset =
      load_dataset({.images = save(folder, "x.npy", make_array({1, 2, 2, 2}, counting(8)))}, {2, 2, 2})
          .take();
  CHECK(dataset.floats == std::vector<float>{0, 0.004F, 0.001F, 0.005F, 0.002F, 0.006F, 0.003F, 0.007F});
}

TEST_CASE("A limit keeps the first images and their labels") {
  for (const char* name : {"images.idx", "images.idx.gz", "images_u1.npy", "stored.npz"}) {
    const Dataset dataset =
        load_dataset({.images = golden(name), .labels = golden("labels.npy")}, gray_shape, 2).take();
    CHECK(dataset.count == 2);
    CHECK(dataset.bytes.size() == 48);
    CHECK(dataset.labels == std::vector<std::int64_t>{3, 1});
  }
}

TEST_CASE("Floats are taken as they are, and must be finite") {
  const TemporaryFolder folder;
  std::vector<float> values = counting(48);
  values[0] = -2.5F;
  const Dataset dataset =
      load_dataset({.images = save(folder, "x.npy", make_array({2, 4, 6}, values))}, gray_shape).take();
  CHECK(dataset.floats == values);
  std::vector<double> wide(values.begin(), values.end());
  CHECK(load_dataset({.images = save(folder, "x.npy", make_array({2, 4, 6}, wide))}, gray_shape)
            .take()
            .floats == values);
  values[30] = std::nanf("");
  const std::string text =
      message_of(load_dataset({.images = save(folder, "x.npy", make_array({2, 4, 6}, values))}, gray_shape));
  CHECK(text.find("error[E411]: image 1 holds a value that is not finite") != std::string::npos);
}

TEST_CASE("Images that do not fit the model's input are refused with both shapes") {
  const TemporaryFolder folder;
  const auto text = [&](std::vector<std::int64_t> dims, const ImageShape& wanted) {
    std::int64_t elements = 1;
    for (const std::int64_t dim : dims) elements *= dim;
    return message_of(
        load_dataset({.images = save(folder, "x.npy", make_array(dims, counting(elements)))}, wanted));
  };
  CHECK(text({5, 4, 6}, {28, 28, 1})
            .find("error[E408]: the images are 4x6x1, but the model's input is 28x28x1") !=
        std::string::npos);
  CHECK(text({5, 4, 6}, {4, 6, 3}).find("the images are 4x6x1, but the model's input is 4x6x3") !=
        std::string::npos);
  CHECK(text({5, 6, 4, 2}, {4, 6, 2})
            .find("error[E409]: the images' array is [5, 6, 4, 2], but the model's input is 4x6x2") !=
        std::string::npos);
  CHECK(text({24}, gray_shape).find("error[E409]") != std::string::npos);
  CHECK(text({5, 23}, gray_shape).find("error[E409]") != std::string::npos);
  CHECK(text({5, 24}, {4, 3, 2}).find("error[E409]") != std::string::npos);
  CHECK(text({}, gray_shape).find("error[E409]") != std::string::npos);
  CHECK(text({0, 4, 6}, gray_shape).find("error[E407]: there are no images in it") != std::string::npos);
  CHECK(message_of(load_dataset({.images = golden("images.idx.gz")}, {28, 28, 1}))
            .find("the images are 4x6x1") != std::string::npos);
}

TEST_CASE("Images of other integers are refused") {
  const TemporaryFolder folder;
  const std::string path =
      save(folder, "x.npy", make_array({1, 2, 2}, std::vector<std::int64_t>{1, 2, 3, 4}));
  const std::string text = message_of(load_dataset({.images = path}, {2, 2, 1}));
  CHECK(text.find("error[E410]: the images are of type int64") != std::string::npos);
  CHECK(text.find("images.astype('uint8')") != std::string::npos);
}

TEST_CASE("Unsigned images of 16 bits are scaled by their type's range") {
  const TemporaryFolder folder;
  const Array array{.type = DataType::u16, .dims = {1, 2, 2}, .bytes = {0, 0, 0xFF, 0xFF, 0, 0x80, 1, 0}};
  const Dataset dataset = load_dataset({.images = save(folder, "x.npy", array)}, {2, 2, 1}).take();
  CHECK(dataset.floats == std::vector<float>{0, 1, 32768.0F / 65535.0F, 1.0F / 65535.0F});
  CHECK(dataset.bytes.empty());
}

TEST_CASE("Rows of as many numbers as an image of one channel has are images") {
  const TemporaryFolder folder;
  const Dataset flat =
      load_dataset({.images = save(folder, "x.npy", make_array({2, 24}, counting(48)))}, gray_shape).take();
  CHECK(flat.count == 2);
  CHECK(flat.floats == counting(48));
}

TEST_CASE("A number too large for float32, or whose square is, is called that") {
  const TemporaryFolder folder;
  const auto text = [&](double value) {
    std::vector<double> values(48, 0.5);
    values[30] = value;
    return message_of(
        load_dataset({.images = save(folder, "x.npy", make_array({2, 4, 6}, values))}, gray_shape));
  };
  CHECK(text(1e300).find("x.npy: error[E473]: image 1 holds 1e+300, which is too large for float32") !=
        std::string::npos);
  CHECK(text(-1e39).find("image 1 holds -1e+39, which is too large") != std::string::npos);
  CHECK(text(1e32).find("image 1 holds 1e+32, whose square is too large for float32") != std::string::npos);
  CHECK(text(std::numeric_limits<double>::infinity()).find("error[E411]") != std::string::npos);
  CHECK(text(std::nan("")).find("error[E411]") != std::string::npos);
  CHECK(text(1e19).empty());
  CHECK(text(-1e-300).empty());
}

TEST_CASE("Labels that do not match are refused") {
  const TemporaryFolder folder;
  const auto code = [&](const Array& labels) {
    return code_of(load_dataset({.images = golden("images.idx"), .labels = save(folder, "y.npy", labels)},
                                gray_shape, 2));
  };
  CHECK(code(make_array({5}, std::vector<std::int64_t>{0, 1, 2, 3, 1000000})) == "");
  CHECK(code(make_array({5, 1}, std::vector<float>{0, 1, 2, 3, 4})) == "");
  CHECK(code(make_array({4}, std::vector<std::int64_t>{0, 1, 2, 3})) == "E412");
  CHECK(code(make_array({2}, std::vector<std::int64_t>{0, 1})) == "E412");
  CHECK(code(make_array({5, 2}, std::vector<std::int64_t>(10))) == "E413");
  CHECK(code(make_array({}, std::vector<std::int64_t>(1))) == "E413");
  CHECK(code(make_array({5}, std::vector<std::int64_t>{0, -2, 1, 3, 4})) == "E414");
  CHECK(code(make_array({5}, std::vector<std::int64_t>{1000001, 1, 2, 3, 0})) == "E414");
  CHECK(code(make_array({5}, std::vector<double>{0, 0.5, 1, 3, 4})) == "E414");
  CHECK(code(make_array({5}, std::vector<double>{0, std::nan(""), 1, 3, 4})) == "E414");
  CHECK(message_of(
            load_dataset({.images = golden("images.idx"), .labels = golden("images_u1.npy")}, gray_shape))
            .find("error[E413]: the labels' array is [5, 4, 6]") != std::string::npos);
}

TEST_CASE("Files of no known format, and absent ones, are named with the place in the experiment") {
  const TemporaryFolder folder;
  const Place place{.file = "e.yaml", .line = 5, .column = 20};
  const std::string text =
      message_of(load_dataset({.images = folder.write("x.jpg", "\xFF\xD8\xFF"), .place = place}, gray_shape));
  CHECK(text.find("x.jpg: error[E403]: this format is not supported for images\ne.yaml:5:20: note: the data "
                  "is named "
                  "here\nhelp: ") != std::string::npos);
  CHECK(code_of(load_dataset({.images = folder / "absent.npy"}, gray_shape)) == "E904");
  CHECK(code_of(load_dataset({.images = ""}, gray_shape)) == "E904");
  CHECK(code_of(load_dataset({.images = folder.write("empty", "")}, gray_shape)) == "E403");
  CHECK(code_of(load_dataset({.images = golden("images.idx"), .labels = folder / "x.jpg"}, gray_shape)) ==
        "E415");
  CHECK(code_of(load_dataset({.images = folder / "", .labels = golden("labels.npy")}, gray_shape)) == "E416");
}

TEST_CASE("Training and test files are loaded with their own limits") {
  DataConfig config;
  config.train = {.images = golden("images.idx"), .labels = golden("labels.npy")};
  config.test = {.images = golden("stored.npz")};
  config.limit = 4;
  config.limit_test = 1;
  const DataSets sets = load_data(config, gray_shape).take();
  CHECK(sets.train.count == 4);
  REQUIRE(sets.test);
  CHECK(sets.test->count == 1);
  config.test = {};
  CHECK_FALSE(load_data(config, gray_shape).take().test);
}

TEST_CASE("A test folder with some of the classes gets the training folder's numbers") {
  const TemporaryFolder folder;
  const std::string png = read_file(golden("gray8.png")).take();
  for (const char* name : {"train/a/1.png", "train/b/1.png", "train/c/1.png", "test/c/1.png"})
    folder.write(name, png);
  DataConfig config;
  config.train.images = folder / "train";
  config.test.images = folder / "test";
  const DataSets sets = load_data(config, {2, 3, 1}).take();
  CHECK(sets.test->labels == std::vector<std::int64_t>{2});
  CHECK(sets.test->class_names == sets.train.class_names);
  folder.write("test/d/1.png", png);
  CHECK(code_of(load_data(config, {2, 3, 1})) == "E455");
}
