// Second phase: the model written out, layer by layer in order of their computation, each with its name and
// with the values that its line sees.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/grammar.h"
#include "dsl/model/model.h"
#include "dsl/model/scope.h"
#include "dsl/text/mistakes.h"
#include "framework/graph/operator.h"

namespace cae::dsl {

// A layer to be: a line in one call and one turn.
struct LayerLine {
  const ast::Layer* written = nullptr;  // nullptr: the line could not be read
  const Operator* op = nullptr;         // nullptr: no layer is called so
  std::string name = {};
  std::string stage = {};
  std::vector<Note> trace = {};  // see Node
};

struct Expansion {
  const ast::Input* input = nullptr;  // the first
  std::vector<LayerLine> layers = {};
  Bindings bindings = {};
};

// `tree` must outlive what is given back.
Expansion expand(const SyntaxTree& tree, const SourceSet& sources, const ParameterValues& overrides,
                 Meaning& meaning, Mistakes& mistakes);

}  // namespace cae::dsl
