// The words of one layer's line, read as its operator declares them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/model/expression.h"
#include "framework/graph/operator.h"

namespace cae::dsl {

struct LayerWords {
  Attributes attributes = {};
  std::map<std::string, Span, std::less<>> written = {};  // where each setting is given
  std::vector<const ast::Value*> layers = {};             // those on the line that it reads
  std::vector<std::pair<std::string, const ast::Value*>> layer_options = {};  // settings that name a layer
  bool valid = true;  // false: a mistake was added or is hidden by another
};

LayerWords read_layer(const ast::Layer& layer, const Operator& op, const Scope& scope, Mistakes& mistakes);

// The name after `as`, or nullptr.
const ast::Reference* alias_of(const ast::Layer& layer);

// A layer's whole line as the operator declares it: "conv FILTERS KERNEL [ACTIVATION] stride=1 pad=valid
// ...".
std::string usage(const Operator& op);

}  // namespace cae::dsl
