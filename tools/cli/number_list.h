// An option's value that lists whole numbers, with commas between them: "2,4,8".
#pragma once

#include <string>
#include <vector>

#include "tools/cli/option_values.h"

namespace cae::cli {

ValueCheck number_list(int least, int most);
std::vector<int> numbers_in(const std::string& text);  // that fits

}  // namespace cae::cli
