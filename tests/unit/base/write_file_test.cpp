// write_file_atomically: where the bytes go, and with which rights.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "framework/base/descriptor.h"
#include "framework/base/files.h"
#include "framework/base/system_reason.h"
#include "tests/support/catch.h"
#include "tests/unit/draw/temporary_folder.h"

using namespace cae;
namespace fs = std::filesystem;

namespace {

// How many of the next random numbers consist of the digit 1, so that a test knows the name of a temporary
// file.
int predictable_numbers = 0;

}  // namespace

// Takes the place of the C library's.
extern "C" ssize_t getrandom(void* buffer, std::size_t length, unsigned int flags) {
  if (predictable_numbers == 0) return ::syscall(SYS_getrandom, buffer, length, flags);
  --predictable_numbers;
  std::memset(buffer, 0x11, length);
  return static_cast<ssize_t>(length);
}

namespace {

mode_t mode_of(const std::string& file) {
  struct stat status = {};
  REQUIRE(::lstat(file.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

}  // namespace

TEST_CASE("A symbolic link is written through: the link stays, its target is replaced beside itself") {
  const TemporaryFolder folder;
  fs::create_directories(folder.file("deep/er"));
  REQUIRE(write_file_atomically(folder.file("deep/real"), "old"));
  fs::create_symlink("deep/er/second", folder.file("first"));
  fs::create_symlink("../real", folder.file("deep/er/second"));
  REQUIRE(write_file_atomically(folder.file("first"), "new"));
  CHECK(fs::is_symlink(folder.file("first")));
  CHECK(fs::is_symlink(folder.file("deep/er/second")));
  CHECK(read_file(folder.file("deep/real")).take() == "new");
  CHECK(folder.entries() == 2);
}

TEST_CASE("A link to nothing makes its target, and a link to itself is an error") {
  const TemporaryFolder folder;
  fs::create_directories(folder.file("deep"));
  fs::create_symlink("deep/none", folder.file("link"));
  REQUIRE(write_file_atomically(folder.file("link"), "made"));
  CHECK(fs::is_symlink(folder.file("link")));
  CHECK(read_file(folder.file("deep/none")).take() == "made");
  fs::create_symlink("loop", folder.file("loop"));
  CHECK_FALSE(write_file_atomically(folder.file("loop"), "x"));
  CHECK(fs::is_symlink(folder.file("loop")));
}

TEST_CASE("A pipe is written, and is a pipe afterwards") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
  const Descriptor reader(::open(folder.file("pipe").c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  REQUIRE(reader.valid());
  REQUIRE(check_writable(folder.file("pipe")));
  REQUIRE(write_file_atomically(folder.file("pipe"), "through"));
  std::array<char, 16> got{};
  CHECK(::read(reader.number(), got.data(), got.size()) == 7);
  CHECK(std::string(got.data()) == "through");
  CHECK(fs::is_fifo(folder.file("pipe")));
  CHECK(folder.entries() == 1);
}

TEST_CASE("A pipe without a reader is an error after a while") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
  const Status written = write_file_atomically(folder.file("pipe"), "nowhere");
  REQUIRE_FALSE(written);
  CHECK(render(written.diagnostics()).find("cannot write this file: no process is reading from it") !=
        std::string::npos);
  CHECK(fs::is_fifo(folder.file("pipe")));
}

TEST_CASE("A device is written, and what it refuses is an error") {
  const TemporaryFolder folder;
  // Device nodes made for the test, where that is permitted: a mistake here must not remove the machine's
  // /dev/null.
  const auto node = [&](const char* name, unsigned minor) {
    if (::mknod(folder.file(name).c_str(), S_IFCHR | 0666, makedev(1, minor)) != 0) return false;
    return Descriptor(::open(folder.file(name).c_str(), O_WRONLY | O_CLOEXEC)).valid();
  };
  if (!node("null", 3) || !node("full", 7)) return;
  CHECK(write_file_atomically(folder.file("null"), "gone"));
  CHECK(fs::is_character_file(folder.file("null")));
  const Status full = write_file_atomically(folder.file("full"), "x");
  REQUIRE_FALSE(full);
  CHECK(render(full.diagnostics()).find("full: error[E905]: cannot write this file: No space left") !=
        std::string::npos);
  CHECK(fs::is_character_file(folder.file("full")));
  CHECK(folder.entries() == 2);
}

TEST_CASE("A descriptor of this process is written to in place") {
  const TemporaryFolder folder;
  const Descriptor file(::open(folder.file("log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  REQUIRE(write_all(file.number(), "before "));
  for (const std::string place : {"/dev/fd/", "/proc/self/fd/"}) {
    REQUIRE(write_file_atomically(place + std::to_string(file.number()), "then "));
  }
  REQUIRE(write_all(file.number(), "after"));
  CHECK(read_file(folder.file("log")).take() == "before then then after");
}

TEST_CASE("A file keeps its mode, and a new one follows the umask") {
  const TemporaryFolder folder;
  const mode_t before = ::umask(027);
  REQUIRE(write_file_atomically(folder.file("new"), "x"));
  CHECK(mode_of(folder.file("new")) == 0640);
  REQUIRE(::chmod(folder.file("new").c_str(), 0600) == 0);
  REQUIRE(write_file_atomically(folder.file("new"), "y"));
  CHECK(mode_of(folder.file("new")) == 0600);
  REQUIRE(::chmod(folder.file("new").c_str(), 0666) == 0);
  REQUIRE(write_file_atomically(folder.file("new"), "z"));
  CHECK(mode_of(folder.file("new")) == 0666);
  ::umask(before);
}

TEST_CASE("A file of another user stays his where we may give it back") {
  if (::geteuid() != 0) return;
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder.file("his"), "x"));
  REQUIRE(::chown(folder.file("his").c_str(), 1234, 4321) == 0);
  REQUIRE(write_file_atomically(folder.file("his"), "y"));
  struct stat status = {};
  REQUIRE(::stat(folder.file("his").c_str(), &status) == 0);
  CHECK(status.st_uid == 1234);
  CHECK(status.st_gid == 4321);
}

TEST_CASE("A name as long as the system takes can be written") {
  const TemporaryFolder folder;
  const std::string name(255, 'n');
  REQUIRE(write_file_atomically(folder.file(name), "x"));
  CHECK(read_file(folder.file(name)).take() == "x");
  CHECK(folder.entries() == 1);
}

TEST_CASE("Whether a file can be written is found out without a trace") {
  const TemporaryFolder folder;
  CHECK(check_writable(folder.file("new")));
  CHECK(folder.entries() == 0);
  REQUIRE(write_file_atomically(folder.file("f"), "kept"));
  CHECK(check_writable(folder.file("f")));
  CHECK(read_file(folder.file("f")).take() == "kept");
  CHECK_FALSE(check_writable(folder.file("none/f")));
  CHECK_FALSE(check_writable(folder.file("")));
  CHECK(folder.entries() == 1);
}

TEST_CASE("Only files that killed writers left are removed") {
  const TemporaryFolder folder;
  for (const char* left : {"last.safetensors.tmp00d1e2f300d1e2f3", "best.safetensors.tmp4711"}) {
    REQUIRE(write_file_atomically(folder.file(left), "half"));
  }
  for (const char* other : {"last.safetensors", "a.tmp", "a.tmpl", "a.tmp12.csv", ".tmp12"}) {
    REQUIRE(write_file_atomically(folder.file(other), "whole"));
  }
  fs::create_symlink("last.safetensors", folder.file("link.tmp12"));
  fs::create_directories(folder.file("folder.tmp12"));
  remove_unfinished_files(folder.file(""));
  CHECK(folder.entries() == 7);
  CHECK(fs::exists(folder.file("last.safetensors")));
  CHECK_FALSE(fs::exists(folder.file("best.safetensors.tmp4711")));
  remove_unfinished_files(folder.file("none"));
}

TEST_CASE("What a killed writer left of a file goes when the same file is written again, and nothing else") {
  const TemporaryFolder folder;
  const auto left = [&](const std::string& name) { std::ofstream(folder.file(name)) << "half"; };
  left("x.npy.tmp00d1e2f300d1e2f3");
  left("x.npy.tmp0123456789abcdef");
  for (const char* other : {"y.npy.tmp00d1e2f300d1e2f3", "ax.npy.tmp00d1e2f300d1e2f3", "x.npy.tmp12",
                            "x.npy.tmp00D1E2F300D1E2F3", "x.npy.tmp00d1e2f300d1e2f3.bak"}) {
    left(other);
  }
  fs::create_symlink("y.npy.tmp00d1e2f300d1e2f3", folder.file("x.npy.tmp1111111111111111"));
  // One that another process is writing.
  left("x.npy.tmp2222222222222222");
  const Descriptor writer(
      ::open(folder.file("x.npy.tmp2222222222222222").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  REQUIRE(::flock(writer.number(), LOCK_EX) == 0);
  REQUIRE(write_file_atomically(folder.file("x.npy"), "whole"));
  CHECK_FALSE(fs::exists(folder.file("x.npy.tmp00d1e2f300d1e2f3")));
  CHECK_FALSE(fs::exists(folder.file("x.npy.tmp0123456789abcdef")));
  CHECK(folder.entries() == 8);
  // Through a link it is what lies beside the link's target.
  fs::create_directories(folder.file("links"));
  fs::create_symlink("../x.npy", folder.file("links/x.npy"));
  left("x.npy.tmp00d1e2f300d1e2f3");
  left("links/x.npy.tmp00d1e2f300d1e2f3");
  REQUIRE(write_file_atomically(folder.file("links/x.npy"), "new"));
  CHECK_FALSE(fs::exists(folder.file("x.npy.tmp00d1e2f300d1e2f3")));
  CHECK(fs::exists(folder.file("links/x.npy.tmp00d1e2f300d1e2f3")));
}

TEST_CASE("A link planted at a temporary file's name is not followed") {
  const TemporaryFolder folder;
  std::ofstream(folder.file("victim")) << "precious";
  fs::create_symlink("victim", folder.file("x.npy.tmp1111111111111111"));
  const auto text = [&](const char* name) {
    std::ifstream file(folder.file(name));
    std::string word;
    file >> word;
    return word;
  };
  SECTION("another name is taken") {
    predictable_numbers = 1;
    CHECK(write_file_atomically(folder.file("x.npy"), "whole"));
    CHECK(predictable_numbers == 0);
    CHECK(text("x.npy") == "whole");
  }
  SECTION("if there is no other, it is an error") {
    predictable_numbers = 1000;
    CHECK_FALSE(write_file_atomically(folder.file("x.npy"), "whole"));
    CHECK_FALSE(fs::exists(folder.file("x.npy")));
  }
  predictable_numbers = 0;
  CHECK(text("victim") == "precious");
}

TEST_CASE("Several that write one file do not take each other's for left behind") {
  const TemporaryFolder folder;
  std::atomic<int> failed = 0;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([&] {
      for (int i = 0; i < 25; ++i) failed += write_file_atomically(folder.file("f"), "whole") ? 0 : 1;
    });
  }
  for (std::thread& writer : writers) writer.join();
  CHECK(failed == 0);
  CHECK(read_file(folder.file("f")).take() == "whole");
  CHECK(folder.entries() == 1);
}

TEST_CASE("Where rights are wanting, the reason says whose the file is") {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder.file("f"), "x"));
  REQUIRE(::chmod(folder.file("f").c_str(), 0440) == 0);
  const std::string file = system_reason(EACCES, folder.file("f"));
  CHECK(file.find("Permission denied ('" + folder.file("f") + "' belongs to ") == 0);
  CHECK(file.find(", mode 0440)") != std::string::npos);
  CHECK(system_reason(EACCES, folder.file("not/there")).find("('" + folder.file("")) == std::string::npos);
  CHECK(system_reason(ENOSPC, folder.file("f")) == "No space left on device");
  CHECK(system_reason(EMFILE, folder.file("f")).find("ulimit -n") != std::string::npos);
}
