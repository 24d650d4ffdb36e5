// "Did you mean ...?": the known name that a misspelt one most likely stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cae {

// The candidate nearest to `word` by edit distance, else one that begins with it or that it holds ("pool" for
// "maxpool"), or "" when none is near enough to be meant. Never the word itself, which was rejected; capitals
// count as others first, then as small letters.
std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace cae
