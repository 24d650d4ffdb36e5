#include "framework/run/input_sums.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "framework/base/sha256.h"
#include "tests/support/catch.h"

using namespace cae;

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "cae-run-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  std::string put(const std::string& name, const std::string& content) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
    return (path_ / name).string();
  }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a file is identified by all of its bytes, whatever its path and name") {
  const Folder folder;
  const std::string content(3'000'000, 'x');
  const std::string file = folder.put("x.npy", content);
  const InputRecord record = sum_input("training images", file).take();
  CHECK(record.role == "training images");
  CHECK(record.path == file);
  CHECK(record.bytes == 3'000'000);
  CHECK(record.files == 1);
  CHECK_FALSE(record.sampled);
  CHECK(record.sum == sha256(content));

  fs::create_directory_symlink(folder / ".", folder / "link");
  CHECK(sum_input("training images", folder / "link/x.npy").take().sum == record.sum);
  CHECK(sum_input("training images", folder.put("y", content)).take().sum == record.sum);
  std::string changed = content;
  changed[2'999'999] = 'y';
  CHECK(sum_input("training images", folder.put("x.npy", changed)).take().sum != record.sum);
}

TEST_CASE("of a large file the size, the time and three samples count") {
  const Folder folder;
  std::string content(5'000'000, 'x');
  const std::string file = folder.put("x.npy", content);
  const auto sampled = [&] { return sum_input("training images", file, 4'000'000).take(); };
  const InputRecord before = sampled();
  CHECK(before.sampled);
  CHECK(before.modified_ns > 0);
  // A sample starts at half of the file.
  for (const std::size_t place : {std::size_t{0}, std::size_t{2'500'000}, std::size_t{4'999'999}}) {
    content[place] = 'y';
    folder.put("x.npy", content);
    CHECK(sampled().sum != before.sum);
    content[place] = 'x';
  }
  folder.put("x.npy", content);
  CHECK(sampled().sum == before.sum);
  const timespec times[2] = {{1000, 0}, {1000, 500}};
  REQUIRE(::utimensat(AT_FDCWD, file.c_str(), times, 0) == 0);
  CHECK(sampled().modified_ns == 1'000'000'000'500);
  CHECK_FALSE(sampled() == before);
}

TEST_CASE("a folder of images is known by the names and contents of its PNG files") {
  const Folder folder;
  folder.put("a/cat/1.png", "one");
  folder.put("a/dog/2.PNG", "two");
  const InputRecord record = sum_input("training images", folder / "a").take();
  CHECK(record.files == 2);
  CHECK(record.bytes == 6);
  folder.put("a/.hidden/3.png", "three");
  folder.put("a/dog/._2.png", "four");
  folder.put("a/dog/read.me", "five");
  CHECK(sum_input("training images", folder / "a").take() == record);

  fs::copy(folder / "a", folder / "b", fs::copy_options::recursive);
  CHECK(sum_input("training images", folder / "b").take().sum == record.sum);
  fs::rename(folder / "b/cat/1.png", folder / "b/dog/1.png");
  CHECK(sum_input("training images", folder / "b").take().sum != record.sum);
  // The same bytes in all, cut elsewhere.
  folder.put("a/cat/1.png", "onet");
  folder.put("a/dog/2.PNG", "wo");
  CHECK(sum_input("training images", folder / "a").take().sum != record.sum);
}

TEST_CASE("what a run reads are its images, labels and start weights") {
  const Folder folder;
  RunConfig config;
  config.data.train = {.images = folder.put("x", "1"), .labels = folder.put("y", "2")};
  config.data.test = {.images = folder.put("t", "3")};
  config.train.init = folder.put("w", "4");
  std::vector<std::string> roles;
  for (const InputRecord& record : sum_inputs(config).take()) {
    roles.push_back(record.role);
    CHECK(record.sum == sha256(std::to_string(roles.size())));
  }
  CHECK(roles ==
        std::vector<std::string>{"training images", "training labels", "test images", "start weights"});
  config.train.init = folder / "gone";
  CHECK(sum_inputs(config).diagnostics().at(0).code == "E904");
}

TEST_CASE("the array that was chosen of a file is known, and the sum is of the whole file") {
  const Folder folder;
  RunConfig config;
  config.data.train.images = folder.put("x.npz", "1") + "#x_train";
  const std::vector<InputRecord> records = sum_inputs(config).take();
  REQUIRE(records.size() == 1);
  CHECK(records[0].path == folder / "x.npz");
  CHECK(records[0].array == "x_train");
  CHECK(records[0].sum == sha256("1"));
}
