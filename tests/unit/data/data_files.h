// What the tests of this folder share: golden files, a folder that goes away, and what a result complains of.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "framework/base/files.h"
#include "framework/base/result.h"

namespace cae {

inline std::string golden(const std::string& name) {
  return std::string(CAE_SOURCE_DIR) + "/tests/golden/data/" + name;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("cae-data-test-" + std::to_string(getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  // Writes the file, with its folders, and gives its path.
  std::string write(const std::string& name, std::string_view content) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream file(path_ / name, std::ios::binary);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + name);
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

// The code of the first diagnostic, or "" for a value.
template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.diagnostics().front().code;
}
template <class T>
std::string message_of(const Result<T>& result) {
  return result ? "" : render(result.diagnostics());
}

inline std::string bytes_text(std::initializer_list<int> bytes) {
  std::string text;
  for (const int byte : bytes) text += static_cast<char>(byte);
  return text;
}

}  // namespace cae
