// Colours by family of operator, so that the rhythm of a model is seen before its text is read.
#pragma once

#include <string_view>

namespace cae {

struct KindColours {
  std::string_view fill;
  std::string_view border;
};

// Operators unknown to the families (new ones) are drawn neutrally.
KindColours colours_of_kind(std::string_view kind);

}  // namespace cae
