// The page around its document.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace cae {

// `svgs`: the models' drawings, as elements.
std::string written_page(const nlohmann::json& document, const std::vector<std::string>& svgs);

}  // namespace cae
