// How long the token at a place is: yaml-cpp reports where values begin, but not where they end.
#pragma once

#include <string_view>

#include "dsl/experiment/yaml_text.h"

namespace cae {

struct TokenEnd {
  int line = 1;  // where the token begins, after an anchor or a tag
  int column = 1;
  int length = 1;      // on its first line
  bool closed = true;  // false for a quoted text that runs to the end of the file
};

// The scalar at a place, whose text yaml-cpp gave as `value`.
TokenEnd scalar_token(const SourceText& source, int line, int column, std::string_view value);

// An alias or anchor with its sign, or a plain scalar.
int name_length(const SourceText& source, int line, int column);

}  // namespace cae
