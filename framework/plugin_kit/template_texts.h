// The files of a new plugin, with @NAME@ and @LANGUAGE@ where these stand; compiled in from templates/.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cae {

// By the names of their files: "augmentation.c".
const std::map<std::string, std::string_view>& template_texts();

}  // namespace cae
