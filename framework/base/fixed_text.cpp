#include "framework/base/fixed_text.h"

#include <unistd.h>

#include "framework/base/descriptor.h"

namespace cae {

void tell(const FixedText& text) {
  if (isatty(STDERR_FILENO) != 0) write_all(STDERR_FILENO, "\r\033[K");
  write_all(STDERR_FILENO, text.view());
}

}  // namespace cae
