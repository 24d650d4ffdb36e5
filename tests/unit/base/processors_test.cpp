// CPU limits of control groups, in trees of files like those of Linux.
#include "framework/base/processors.h"

#include <unistd.h>

#include <fstream>

#include "tests/support/catch.h"

namespace cae {
namespace {

namespace fs = std::filesystem;

struct GroupTree {
  fs::path root = fs::temp_directory_path() / ("cae-groups-" + std::to_string(::getpid()));
  GroupTree() { fs::remove_all(root); }
  ~GroupTree() { fs::remove_all(root); }
  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text << '\n';
  }
};

TEST_CASE("the least limit of a group and those above it counts") {
  const GroupTree tree;
  tree.write("cpu.max", "max 100000");
  tree.write("pod/cpu.max", "250000 100000");
  tree.write("pod/job/cpu.max", "400000 100000");
  CHECK(processor_limit("0::/pod/job\n", tree.root) == 2.5);
  CHECK(processor_limit("0::/\n", tree.root) == std::nullopt);
  tree.write("cpu.max", "50000 100000");
  CHECK(processor_limit("0::/\n", tree.root) == 0.5);
  CHECK(processor_limit("0::/no/longer/there\n", tree.root) == 0.5);
}

TEST_CASE("groups of version 1 are read where the cpu controller is mounted") {
  const GroupTree tree;
  tree.write("cpu,cpuacct/docker/a/cpu.cfs_quota_us", "300000");
  tree.write("cpu,cpuacct/docker/a/cpu.cfs_period_us", "100000");
  tree.write("memory/docker/a/cpu.cfs_quota_us", "1");
  tree.write("memory/docker/a/cpu.cfs_period_us", "100000");
  CHECK(processor_limit("9:memory:/docker/a\n4:cpu,cpuacct:/docker/a\n", tree.root) == 3.0);
  tree.write("cpu,cpuacct/docker/a/cpu.cfs_quota_us", "-1");
  CHECK(processor_limit("4:cpu,cpuacct:/docker/a\n", tree.root) == std::nullopt);
}

TEST_CASE("what is no list of groups gives no limit") {
  const GroupTree tree;
  CHECK(processor_limit("", tree.root) == std::nullopt);
  CHECK(processor_limit("nonsense\n::\n0:\n", tree.root) == std::nullopt);
}

TEST_CASE("there is a core and a memory node") {
  CHECK(available_processors() >= 1);
  CHECK(memory_nodes() >= 1);
}

}  // namespace
}  // namespace cae
