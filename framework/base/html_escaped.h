// Texts made safe in HTML and XML: names and files can hold anything.
#pragma once

#include <string>
#include <string_view>

namespace cae {

// For the content of an element, or an attribute's value in quotes.
std::string html_escaped(std::string_view text);

}  // namespace cae
