// Numbers of things as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cae {

std::string count_text(std::int64_t count);  // "306,699"
// With what is counted, whose plural takes an s: "1 epoch", "1,200 epochs".
std::string counted(std::int64_t count, std::string_view thing);

}  // namespace cae
