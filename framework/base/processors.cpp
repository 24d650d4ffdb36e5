#include "framework/base/processors.h"

#include <sched.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

namespace cae {
namespace {

namespace fs = std::filesystem;

// Version 2: "50000 100000", or "max 100000".
std::optional<double> limit_in(const fs::path& group) {
  std::ifstream file(group / "cpu.max");
  double quota = 0.0;
  double period = 0.0;
  if (file >> quota >> period && quota > 0.0 && period > 0.0) return quota / period;
  // Version 1: a quota of -1 is none.
  std::ifstream quota_file(group / "cpu.cfs_quota_us");
  std::ifstream period_file(group / "cpu.cfs_period_us");
  if (quota_file >> quota && period_file >> period && quota > 0.0 && period > 0.0) return quota / period;
  return std::nullopt;
}

bool has_word(const std::string& list, const std::string& word) {
  std::istringstream words(list);
  for (std::string each; std::getline(words, each, ',');) {
    if (each == word) return true;
  }
  return false;
}

// Where the group of a line "7:cpu,cpuacct:/a/b" or "0::/a/b" may be mounted; empty for other controllers.
std::vector<fs::path> mounts_of(const std::string& controllers, const fs::path& root) {
  if (controllers.empty()) return {root, root / "unified"};
  if (!has_word(controllers, "cpu")) return {};
  return {root / controllers, root / "cpu"};
}

}  // namespace

std::optional<double> processor_limit(const std::string& groups, const std::filesystem::path& root) {
  std::optional<double> least;
  std::istringstream lines(groups);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    for (const fs::path& mount : mounts_of(line.substr(first + 1, second - first - 1), root)) {
      // A container sees its own group at the root, or the whole path, as the system was set up.
      fs::path group = fs::path(line.substr(second + 1)).relative_path();
      for (;; group = group.parent_path()) {
        if (const auto limit = limit_in(mount / group)) least = std::min(least.value_or(*limit), *limit);
        if (group.empty()) break;
      }
    }
  }
  return least;
}

int available_processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  int count = sched_getaffinity(0, sizeof(set), &set) == 0
                  ? CPU_COUNT(&set)
                  : static_cast<int>(std::thread::hardware_concurrency());
  std::ifstream file("/proc/self/cgroup");
  std::ostringstream groups;
  groups << file.rdbuf();
  if (const auto limit = processor_limit(groups.str(), "/sys/fs/cgroup"))
    count = std::min(count, static_cast<int>(std::ceil(*limit)));
  return std::max(count, 1);
}

int memory_nodes() {
  int nodes = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/sys/devices/system/node", error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("node") && name.find_first_not_of("0123456789", 4) == std::string::npos) ++nodes;
  }
  return std::max(nodes, 1);
}

}  // namespace cae
