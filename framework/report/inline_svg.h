// Graphviz's SVG files as elements of a page.
#pragma once

#include <string>
#include <string_view>

namespace cae {

// The <svg> element of the file without what comes before it, and without the ids, which would be there twice
// with two drawings on a page. `label` is what a screen reader says of it.
std::string inline_svg(std::string_view file, std::string_view label);

}  // namespace cae
