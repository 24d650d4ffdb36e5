#include "framework/base/fixed_text.h"

#include <unistd.h>

namespace cae {
namespace {

void write_all(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void tell(const FixedText& text) {
  if (isatty(STDERR_FILENO) != 0) write_all("\r\033[K");
  write_all(text.view());
}

}  // namespace cae
