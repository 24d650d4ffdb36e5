// Text that comes from a plugin.
#pragma once

#include <string>

namespace cae {

// As one line that is fit to print: "" for nullptr, control characters escaped (visible() of base/utf8.h),
// cut after 500 characters.
std::string plugin_text(const char* text);

}  // namespace cae
