// Long names as pictures have room for them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace cae {

// Names of more than `longest` characters lose their middle: "a-rather-lo…mber-03". Those that are then alike
// get a number, "a-rather-lo…r-03 (2)", so that different names stay different. Bytes that are not UTF-8 and
// invisible letters are shown as visible() does.
std::vector<std::string> short_names(const std::vector<std::string>& names, std::size_t longest);

}  // namespace cae
