// What a call takes and does not give back, by calling it many times.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace cae {

// Calls `work` over and over, for about half a second, and says what grew steadily: "takes 4,096 bytes of
// memory a call and does not give them back".
std::vector<std::string> growth_over(const std::function<void()>& work);

}  // namespace cae
