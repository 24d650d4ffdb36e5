// JSON from runs made safe in a page: names and files can hold anything.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace cae {

// JSON for the content of a <script> element: ASCII alone, and no character that could end the element or
// begin a comment in it. What is not UTF-8 becomes U+FFFD.
std::string script_json(const nlohmann::json& value);

}  // namespace cae
