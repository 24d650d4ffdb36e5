// Numbers as people read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "framework/base/exact_text.h"
#include "framework/statistics/decimals.h"

namespace cae::cli {

std::string loss_text(std::optional<double> loss);  // four digits and more: "0.3259", "1.2345", "0.009712";
                                                    // small or large ones as "1.234e-06"; "-" for none
std::string duration_text(
    std::optional<double> seconds);             // "2 h 59 min", "1 min 48 s", "3.2 s"; "-" for none
std::string time_text(const std::string& utc);  // "2026-11-24 08:50" of "2026-11-24T08:50:43Z"
// "1,800 training, 200 validation and 500 test images"; without validation images nothing is said of them.
std::string images_text(std::int64_t training, std::int64_t validation, std::int64_t test);

}  // namespace cae::cli
