// What is said of a store that was merged.
#pragma once

#include <string>

#include "framework/store/merge_stores.h"

namespace cae::cli {

// "runs-a: 50 runs as 0001-denoise-s1 to 0050-denoise-s50; 2 runs there already", with its end of line.
std::string merged_text(const TakenStore& store);

}  // namespace cae::cli
