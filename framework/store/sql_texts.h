// The SQL files of this folder, embedded by embed.cmake.
#pragma once

#include <string_view>
#include <vector>

namespace cae::store {

const std::vector<std::string_view>& migration_texts();  // [0] takes a store from version 0 to 1
std::string_view views_text();

}  // namespace cae::store
