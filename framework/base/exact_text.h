// Numbers as text without loss.
#pragma once

#include <string>

namespace cae {

// The shortest text that reads back as the same double; a whole number keeps ".0", as SQLite writes it.
std::string exact_text(double value);

}  // namespace cae
