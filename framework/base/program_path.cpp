#include "framework/base/program_path.h"

#include <filesystem>
#include <system_error>

namespace cae {

std::string program_path() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string() : program.string();
}

std::string beside_program(const std::string& relative) {
  const std::filesystem::path program = program_path();
  return program.empty() ? std::string() : (program.parent_path().parent_path() / relative).string();
}

}  // namespace cae
