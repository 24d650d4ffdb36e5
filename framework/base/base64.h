// Base64 (RFC 4648, section 4), as data URIs take it.
#pragma once

#include <string>
#include <string_view>

namespace cae {

std::string base64(std::string_view bytes);

}  // namespace cae
