#include "framework/store/database_path.h"

#include <filesystem>

namespace cae::store {

std::string database_of(const std::string& directory) {
  return (std::filesystem::path(directory) / "cae-lab.db").string();
}

}  // namespace cae::store
