// What the words of a line may be: a layer's, as its operator declares them, or those of a line like
// `output`.
#pragma once

#include <string_view>
#include <vector>

#include "framework/graph/operator.h"

namespace cae::dsl {

struct LineForm {
  std::string_view kind;
  const std::vector<AttributeSpec>& attributes;
  InputCount listed = {0, 0};                      // how many layers it names
  std::vector<std::string_view> layer_words = {};  // for each of them where they differ, "MEAN"; else NAME...
};

LineForm form_of(const Operator& op);

// A whole line: "conv FILTERS KERNEL [ACTIVATION] stride=1 pad=valid ...".
std::string usage(const LineForm& form);

}  // namespace cae::dsl
