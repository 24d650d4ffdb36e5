// Colours by family of operator, so that the structure of a model is visible at a glance.
#pragma once

#include <string_view>

namespace cae {

struct KindColours {
  std::string_view fill;
  std::string_view border;
};

// Operators of no family (new ones) get a neutral colour.
KindColours colours_of_kind(std::string_view kind);

}  // namespace cae
