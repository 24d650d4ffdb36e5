#include "framework/data/chosen_array.h"

#include <filesystem>

namespace cae {
namespace {

bool is_file(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error) && !std::filesystem::is_directory(path, error);
}

}  // namespace

ChosenArray chosen_array(const std::string& text) {
  std::error_code error;
  if (std::filesystem::exists(text, error)) return {text, ""};
  for (std::size_t mark = text.rfind('#'); mark != std::string::npos && mark > 0;
       mark = text.rfind('#', mark - 1)) {
    const std::string file = text.substr(0, mark);
    if (mark + 1 < text.size() && is_file(file)) return {file, text.substr(mark + 1)};
  }
  return {text, ""};
}

}  // namespace cae
