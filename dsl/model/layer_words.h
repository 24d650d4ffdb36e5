// The words of one line, read as its form declares them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/model/expression.h"
#include "dsl/model/line_form.h"

namespace cae::dsl {

struct LayerWords {
  Attributes attributes = {};
  std::map<std::string, Span, std::less<>> written = {};  // where each setting is given
  std::vector<const ast::Value*> layers = {};             // those on the line that it reads
  std::vector<std::pair<std::string, const ast::Value*>> layer_options = {};  // settings that name a layer
  bool valid = true;  // false: a mistake was added or is hidden by another
};

// `arguments` are those of a word that stands for the layer's kind, read as if they were on the line.
LayerWords read_layer(const ast::Layer& layer, const LineForm& form, const Scope& scope, Mistakes& mistakes,
                      const std::vector<ast::Argument>* arguments = nullptr);

// The name after `as`, or nullptr.
const ast::Reference* alias_of(const ast::Layer& layer);

}  // namespace cae::dsl
