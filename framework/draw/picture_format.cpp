#include "framework/draw/picture_format.h"

#include <algorithm>
#include <filesystem>

#include "framework/base/catalogue/draw.h"
#include "framework/base/standard_output_path.h"

namespace cae {

Result<std::string> picture_format(const std::string& path, const std::vector<std::string>& allowed) {
  if (path == standard_output_path) return allowed.front();
  std::string ending = std::filesystem::path(path).extension().string();
  if (!ending.empty()) ending.erase(0, 1);
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (std::find(allowed.begin(), allowed.end(), ending) == allowed.end()) {
    return catalogue::unknown_picture_ending(path, ending, allowed);
  }
  return ending;
}

}  // namespace cae
