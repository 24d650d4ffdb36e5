// The kind of picture that a file's ending asks for.
#pragma once

#include <string>
#include <vector>

#include "framework/base/result.h"

namespace cae {

// The lower-case ending of `path` without its dot if it is one of `allowed`, else the diagnostic. Standard
// output gets the first of them.
Result<std::string> picture_format(const std::string& path, const std::vector<std::string>& allowed);

}  // namespace cae
