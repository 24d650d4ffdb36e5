// Text that a plugin hands over.
#pragma once

#include <string>

namespace cae {

// As one printable line: "" for nullptr, control characters as spaces, cut after 500 bytes.
std::string plugin_text(const char* text);

}  // namespace cae
