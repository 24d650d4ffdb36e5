// Counts in a form for people.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cae {

std::string count_text(std::int64_t count);  // "306,699"
// With the thing that is counted, whose plural ends in s: "1 epoch", "1,200 epochs".
std::string counted(std::int64_t count, std::string_view thing);

}  // namespace cae
