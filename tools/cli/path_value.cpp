#include "tools/cli/path_value.h"

namespace cae::cli {

std::string wanted_path(PathTo use) {
  switch (use) {
    case PathTo::nothing:
      return "";
    case PathTo::read:
      return "a path";
    case PathTo::write:
      return "the path of a file";
    case PathTo::folder:
      return "the path of a folder";
  }
  return "";
}

bool is_path(PathTo use, const std::string& text) {
  return use == PathTo::nothing || !text.empty();
}

}  // namespace cae::cli
