// The files of a new plugin, with marks (@NAME@, ...) that new_plugin.cpp replaces; compiled in from
// templates/.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cae {

// By the names of their files: "augmentation.c".
const std::map<std::string, std::string_view>& template_texts();

}  // namespace cae
