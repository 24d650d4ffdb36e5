#include "framework/data/streamed_images.h"

#include <cmath>
#include <filesystem>
#include <fstream>

#include "framework/data/batch_source.h"
#include "framework/data/npy.h"
#include "tests/support/catch.h"
#include "tests/unit/data/data_files.h"

using namespace cae;

namespace {

Dataset load(const std::string& path, const ImageShape& shape, Streaming streaming, std::int64_t limit = 0) {
  return load_dataset({.images = path}, shape, limit, DataPart::training, streaming).take();
}

std::vector<float> hwc(const Dataset& images, const std::vector<std::uint32_t>& samples) {
  std::vector<float> pixels(samples.size() * static_cast<std::size_t>(images.shape.elements()));
  (void)images.copy_hwc(samples, pixels.data()).take();
  return pixels;
}

std::vector<float> chw(const Dataset& images, const std::vector<std::uint32_t>& samples) {
  std::vector<float> pixels(samples.size() * static_cast<std::size_t>(images.shape.elements()));
  (void)images.copy_chw(samples, pixels.data()).take();
  return pixels;
}

// Image i is all i / 8.
std::string eighths(const TemporaryFolder& folder, std::int64_t count) {
  std::vector<float> values;
  for (std::int64_t i = 0; i < count * 4; ++i) values.push_back(static_cast<float>(i / 4) / 8.0F);
  (void)write_npy(folder / "x.npy", make_array({count, 2, 2}, values)).take();
  return folder / "x.npy";
}

Array array_of(DataType type, std::vector<std::int64_t> dims) {
  Array array{.type = type, .dims = std::move(dims)};
  array.bytes.resize(static_cast<std::size_t>(byte_count(array.dims, type).value()));
  for (std::size_t i = 0; i < array.bytes.size(); ++i)
    array.bytes[i] = static_cast<std::uint8_t>(i * 37 % (type == DataType::f16 ? 0x3C : 255));
  return array;
}

}  // namespace

TEST_CASE("Images that are streamed have the bits of those in memory, in any order and more than once") {
  const ImageShape gray{4, 6, 1};
  const ImageShape colour{4, 6, 2};
  const TemporaryFolder folder;
  struct Case {
    std::string path;
    ImageShape shape;
  };
  std::vector<Case> cases = {{golden("images.idx"), gray},
                             {golden("images_u1.npy"), gray},
                             {golden("colour_nhwc.npy"), colour},
                             {golden("colour_nchw.npy"), colour}};
  for (const DataType type : {DataType::u16, DataType::boolean, DataType::f16}) {
    const std::string path = folder / (to_string(type) + ".npy");
    (void)write_npy(path, array_of(type, {5, 24})).take();
    cases.push_back({path, gray});
  }
  for (const Case& image_file : cases) {
    INFO(image_file.path);
    const Dataset held = load(image_file.path, image_file.shape, Streaming::never);
    const Dataset streamed = load(image_file.path, image_file.shape, Streaming::always);
    CHECK_FALSE(held.source);
    REQUIRE(streamed.source);
    CHECK((streamed.bytes.empty() && streamed.floats.empty()));
    CHECK(streamed.count == held.count);
    CHECK(streamed.name == held.name);
    const std::vector<std::uint32_t> samples = {2, 0, 1, 2, 2};
    CHECK(hwc(streamed, samples) == hwc(held, samples));
    CHECK(chw(streamed, samples) == chw(held, samples));
  }
}

TEST_CASE("Big-endian floats are streamed, and other layouts and packed files are held in memory") {
  const TemporaryFolder folder;
  std::string idx = bytes_text({0, 0, 0x0D, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1});
  idx += bytes_text({0x3F, 0, 0, 0, 0x3E, 0x80, 0, 0});
  const Dataset streamed = load(folder.write("x.idx", idx), {1, 1, 1}, Streaming::always);
  REQUIRE(streamed.source);
  CHECK(hwc(streamed, {1, 0}) == std::vector<float>{0.25F, 0.5F});
  CHECK_FALSE(load(golden("images.idx.gz"), {4, 6, 1}, Streaming::always).source);
  CHECK_FALSE(load(golden("stored.npz"), {4, 6, 1}, Streaming::always).source);
  const std::string fortran = folder.write("f.npy", [] {
    std::string text = serialize_npy(array_of(DataType::u8, {3, 2, 2}));
    return text.replace(text.find("False"), 5, "True ");
  }());
  CHECK_FALSE(load(fortran, {2, 2, 1}, Streaming::always).source);
}

TEST_CASE(
    "Files of which more than 1 GiB would be held in memory are streamed, and smaller parts of them not") {
  const TemporaryFolder folder;
  // 3,000,000 images of 20x20 in a file without blocks on the disk; its header is that of a small one.
  std::string header = serialize_npy({.type = DataType::u8, .dims = {0, 20, 20}});
  header.replace(header.find("(0, 20, 20), }      "), 20, "(3000000, 20, 20), }");
  const std::string path = folder.write("large.npy", header);
  std::filesystem::resize_file(path, header.size() + 3'000'000ULL * 400);
  const Dataset all = load(path, {20, 20, 1}, Streaming::automatic);
  REQUIRE(all.source);
  CHECK(all.count == 3'000'000);
  CHECK(hwc(all, {2'999'999}) == std::vector<float>(400));
  CHECK_FALSE(load(path, {20, 20, 1}, Streaming::automatic, 100).source);
  // Far more than memory.
  header.replace(header.find("(3000000, 20, 20), }"), 20, "(500000000,20,20), }");
  const std::string huge = folder.write("huge.npy", header);
  std::error_code error;
  std::filesystem::resize_file(huge, header.size() + 500'000'000ULL * 400, error);
  if (error) return;  // the file system has no such files
  CHECK(hwc(load(huge, {20, 20, 1}, Streaming::automatic), {499'999'999}) == std::vector<float>(400));
  const Result<Dataset> held =
      load_dataset({.images = huge}, {20, 20, 1}, 0, DataPart::training, Streaming::never);
  CHECK(code_of(held) == "E406");
}

TEST_CASE("Batches of streamed images, the short last one too, are those of images in memory") {
  const TemporaryFolder folder;
  const std::string path = eighths(folder, 11);
  const Dataset held = load(path, {2, 2, 1}, Streaming::never);
  const Dataset streamed = load(path, {2, 2, 1}, Streaming::always);
  BatchSource from_memory(held, 4), from_file(streamed, 4);
  const std::vector<std::uint32_t> order = {7, 8, 9, 3, 10, 0, 1, 5, 2, 4, 6};
  from_memory.start_epoch(order, 1, 1);
  from_file.start_epoch(order, 1, 1);
  std::vector<int> counts;
  while (const std::optional<BatchView> batch = from_file.next().take()) {
    const BatchView expected = *from_memory.next().take();
    CHECK(std::equal(batch->targets.begin(), batch->targets.end(), expected.targets.begin(),
                     expected.targets.end()));
    counts.push_back(batch->count);
  }
  CHECK(counts == std::vector<int>{4, 3});
}

TEST_CASE("A limit and the labels are those of images in memory") {
  const DataSource source{.images = golden("images.idx"), .labels = golden("labels.npy")};
  const Dataset some = load_dataset(source, {4, 6, 1}, 2, DataPart::training, Streaming::always).take();
  CHECK(some.count == 2);
  CHECK(some.labels == std::vector<std::int64_t>{3, 1});
}

TEST_CASE("A file that was cut or written to since is named, when its images are wanted") {
  const TemporaryFolder folder;
  const std::string path = eighths(folder, 200);
  const Dataset cut = load(path, {2, 2, 1}, Streaming::always);
  BatchSource batches(cut, 4);
  batches.start_epoch(identity_order(200), 1);
  CHECK(batches.next());
  const auto size = std::filesystem::file_size(path);
  std::filesystem::resize_file(path, size - 16);
  (void)batches.next();  // it was read before the file was cut
  const auto said = batches.next();
  CHECK(code_of(said) == "E476");
  CHECK(message_of(said).find("it had " + std::to_string(size) + " bytes, and now has " +
                              std::to_string(size - 16)) != std::string::npos);

  const Dataset written = load(eighths(folder, 200), {2, 2, 1}, Streaming::always);
  std::filesystem::last_write_time(path,
                                   std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
  std::vector<float> pixels(4);
  CHECK(code_of(written.copy_hwc(std::vector<std::uint32_t>{1}, pixels.data())) == "E476");
}

TEST_CASE("A value that is not finite is found when its image is read, and the image is named") {
  const TemporaryFolder folder;
  std::vector<float> values(4000);
  values[4 * 3 + 1] = std::nanf("");
  (void)write_npy(folder / "x.npy", make_array({1000, 2, 2}, values)).take();
  const Dataset images = load(folder / "x.npy", {2, 2, 1}, Streaming::always);
  std::vector<float> pixels(8);
  const Status status = images.copy_hwc(std::vector<std::uint32_t>{900, 3}, pixels.data());
  CHECK(message_of(status).find("error[E411]: image 3 holds a value") != std::string::npos);
  CHECK(images.copy_hwc(std::vector<std::uint32_t>{900, 4}, pixels.data()));
}

TEST_CASE("The range of streamed floats is that of the images that were read") {
  const TemporaryFolder folder;
  std::vector<float> values(4000, 0.5F);
  values[4 * 3 + 1] = 7.0F;
  (void)write_npy(folder / "x.npy", make_array({1000, 2, 2}, values)).take();
  const Dataset images = load(folder / "x.npy", {2, 2, 1}, Streaming::always);
  CHECK(images.range().greatest == 0.5F);
  (void)hwc(images, {3});
  CHECK(images.range().least == 0.5F);
  CHECK(images.range().greatest == 7.0F);
  CHECK(load(golden("images.idx"), {4, 6, 1}, Streaming::always).range().greatest == 1.0F);
}
