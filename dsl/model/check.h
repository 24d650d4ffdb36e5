// AST to Graph: params, names, every layer's words, then shapes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/model/grammar.h"
#include "dsl/model/mistakes.h"
#include "dsl/model/model.h"
#include "framework/graph/graph.h"

namespace cae::dsl {

// The params in order of appearance, with the values that the text gives them.
std::vector<ModelParameter> read_parameters(const ast::Model& model, const SourceText& source,
                                            Mistakes& mistakes);

// The graph, or nothing when a mistake was added (or the parser found one).
std::optional<Graph> check_model(const SyntaxTree& tree, const SourceText& source,
                                 const ParameterValues& overrides, Mistakes& mistakes);

}  // namespace cae::dsl
