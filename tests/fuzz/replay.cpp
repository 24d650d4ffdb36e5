// Gives a target every file of the folders and files named, so that a corpus is a test with any compiler.
#include <cstdio>
#include <filesystem>
#include <string>

#include "framework/base/files.h"
#include "tests/fuzz/fuzzed.h"

namespace {

namespace fs = std::filesystem;

void replay(const fs::path& file) {
  // Before the call: a crash in it is then of a known file.
  std::printf("%s\n", file.c_str());
  std::fflush(stdout);
  const std::string content = cae::read_file(file.string()).take();
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
}

}  // namespace

int main(int count, char** arguments) {
  int files = 0;
  for (int i = 1; i < count; ++i) {
    if (!fs::is_directory(arguments[i])) {
      replay(arguments[i]);
      ++files;
      continue;
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(arguments[i])) {
      replay(entry.path());
      ++files;
    }
  }
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(""), 0);
  return files > 0 ? 0 : 1;
}
