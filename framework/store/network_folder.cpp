#include "framework/store/network_folder.h"

#include <sys/vfs.h>

#include <array>
#include <cstdint>
#include <filesystem>

#include "framework/base/catalogue/merge.h"
#include "framework/store/journal.h"

namespace cae::store {
namespace {

namespace fs = std::filesystem;

struct NetworkSystem {
  std::uint32_t number;  // statfs(2), linux/magic.h
  const char* name;
};
constexpr std::array<NetworkSystem, 14> network_systems = {{{0x6969, "NFS"},
                                                            {0x0BD00BD0, "Lustre"},
                                                            {0x47504653, "GPFS"},
                                                            {0x19830326, "BeeGFS"},
                                                            {0x00C36400, "CephFS"},
                                                            {0xFF534D42, "CIFS"},
                                                            {0xFE534D42, "SMB2"},
                                                            {0x517B, "SMB"},
                                                            {0x5346414F, "AFS"},
                                                            {0x6B414653, "AFS"},
                                                            {0x73757245, "Coda"},
                                                            {0x20030528, "OrangeFS"},
                                                            {0xAAD7AAEA, "PanFS"},
                                                            {0x7461636F, "OCFS2"}}};

fs::path nearest_existing(const std::string& folder) {
  std::error_code error;
  fs::path path = fs::absolute(folder, error);
  while (!fs::exists(path, error) && path.has_relative_path()) path = path.parent_path();
  return path;
}

}  // namespace

std::optional<std::string> network_file_system(const std::string& folder) {
  struct statfs status = {};
  if (::statfs(nearest_existing(folder).c_str(), &status) != 0) return {};
  const auto number = static_cast<std::uint32_t>(status.f_type);
  for (const NetworkSystem& system : network_systems) {
    if (system.number == number) return system.name;
  }
  return {};
}

Status check_folder(const std::string& directory, Journal wanted) {
  const auto system = network_file_system(directory);
  if (!system || wanted == Journal::rollback) return Done{};
  if (wanted == Journal::write_ahead || !has_rollback_journal(directory))
    return catalogue::store_on_network(directory, *system);
  return Done{};
}

}  // namespace cae::store
