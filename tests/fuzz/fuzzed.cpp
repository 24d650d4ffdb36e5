#include "tests/fuzz/fuzzed.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "framework/base/visible_text.h"

namespace cae::fuzz {

void found(const std::string& what) {
  std::fprintf(stderr, "found: %s\n", what.c_str());
  std::abort();
}

void demand(bool holds, const std::string& what) {
  if (!holds) found(what);
}

void demand_printable(const Diagnostics& mistakes) {
  demand(!mistakes.empty(), "a refusal without a reason");
  for (const Diagnostic& mistake : mistakes) {
    demand(mistake.code.size() == 4, "a diagnostic without a code");
    const std::string text = render(mistake);
    demand(visible_lines(text) == text, "a diagnostic that cannot be printed");
  }
}

std::string file_with(const std::uint8_t* data, std::size_t size) {
  static const int file = ::memfd_create("input", MFD_CLOEXEC);
  demand(
      file >= 0 && ::ftruncate(file, 0) == 0 && ::pwrite(file, data, size, 0) == static_cast<ssize_t>(size),
      "no file in memory");
  return "/proc/self/fd/" + std::to_string(file);
}

}  // namespace cae::fuzz
