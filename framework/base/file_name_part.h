// Texts as a part of a file's name.
#pragma once

#include <string>
#include <string_view>

namespace cae {

// Letters, digits, '.', '_' and '-' stay, anything else becomes '-'; at most 48 bytes of it.
std::string file_name_part(std::string_view text);

}  // namespace cae
