#include "framework/base/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/support/catch.h"

using namespace cae;

namespace {

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("cae-files-test-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::ptrdiff_t entries() const {
    return std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator());
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("A file written atomically is read back, replaces the old one and leaves nothing beside it") {
  const Folder folder;
  const std::string content("a\0b\n", 4);
  REQUIRE(write_file_atomically(folder / "f", "old and longer"));
  REQUIRE(write_file_atomically(folder / "f", content));
  CHECK(read_file(folder / "f").take() == content);
  CHECK(folder.entries() == 1);
  REQUIRE(write_file_atomically(folder / "f", ""));
  CHECK(read_file(folder / "f").take().empty());
}

TEST_CASE("A write that fails says so and leaves the old state") {
  const Folder folder;
  std::filesystem::create_directories(folder / "d");
  const Status into_folder = write_file_atomically(folder / "d", "x");
  REQUIRE_FALSE(into_folder);
  CHECK(into_folder.diagnostics().front().code == "E905");
  CHECK(exit_status(into_folder.diagnostics()) == 1);
  CHECK(folder.entries() == 1);
  CHECK_FALSE(write_file_atomically(folder / "none/f", "x"));
}

TEST_CASE("What cannot be read is named with the reason") {
  const Folder folder;
  const auto message = [](const Result<std::string>& result) { return render(result.diagnostics()); };
  CHECK(message(read_file(folder / "none")).find("none: error[E904]: cannot read this file: No such file") !=
        std::string::npos);
  CHECK(message(read_file(folder / ".")).find("it is a folder") != std::string::npos);
  CHECK(message(read_file("/dev/zero")).find("it is not a regular file") != std::string::npos);
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(message(read_file(folder / "pipe")).find("it is not a regular file") != std::string::npos);
  REQUIRE(write_file_atomically(folder / "f", "12345"));
  CHECK(message(read_file(folder / "f", 4)).find("it has 5 bytes, more than the limit of 4") !=
        std::string::npos);
  CHECK(read_file(folder / "f", 5));
}
