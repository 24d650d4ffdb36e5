// The model written out: calls and turns replaced by their lines, layer by layer in the order of their
// computation, each with its name, with what it reads and with its words, read by what its operator declares.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/layer_level.h"
#include "dsl/model/layer_words.h"
#include "dsl/model/model.h"
#include "dsl/model/program.h"

namespace cae::dsl {

// A layer to be: a line in one call and one turn.
struct LayerLine {
  const ast::Layer* written = nullptr;  // nullptr: the line could not be read
  const Operator* op = nullptr;         // nullptr: no layer is called so
  std::string name = {};
  std::string stage = {};
  std::vector<LayerId> inputs = {};  // what arrives first
  LayerWords words = {};
  std::vector<Note> trace = {};  // see Node
};

struct Expansion {
  const ast::Input* input = nullptr;  // the first
  std::vector<LayerLine> layers = {};
  std::optional<LayerId> code = {};  // what is called `code`
  Bindings bindings = {};            // those of the model's own params and lets
};

// `program` must outlive what is given back.
Expansion expand(const Program& program, const ParameterValues& overrides, Meaning& meaning,
                 Mistakes& mistakes);

}  // namespace cae::dsl
