// What of the machine this process may use.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace cae {

// The cores of its affinity mask, or as many as the CPU limits of its control groups allow if that is less: a
// limit of 1.5 cores is two.
int available_processors();

// The least CPU limit, in cores, of the control groups in `groups` (/proc/self/cgroup) and those above them;
// of version 1 and 2, mounted at `root` (/sys/fs/cgroup). Nothing where there is none.
std::optional<double> processor_limit(const std::string& groups, const std::filesystem::path& root);

// NUMA nodes.
int memory_nodes();

}  // namespace cae
