#include "tools/cli/path_value.h"

#include "framework/base/standard_output_path.h"

namespace cae::cli {

std::string wanted_path(PathTo use) {
  switch (use) {
    case PathTo::nothing:
      return "";
    case PathTo::read:
      return "a path";
    case PathTo::write:
      return "the path of a file, or - for standard output";
    case PathTo::folder:
      return "the path of a folder (./- for one that is called -)";
  }
  return "";
}

bool is_path(PathTo use, const std::string& text) {
  if (use == PathTo::folder && text == "-") return false;
  return use == PathTo::nothing || !text.empty();
}

std::string meant_path(PathTo use, const std::string& text) {
  if (use == PathTo::write && text == "-") return std::string(standard_output_path);
  return text.starts_with('-') ? "./" + text : text;
}

}  // namespace cae::cli
