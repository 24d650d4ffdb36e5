// The expanded model: calls and repetitions replaced by their lines, layer by layer in the order of
// computation, each with its name, its inputs and its arguments, read as its operator declares them.
#pragma once

#include <string>
#include <vector>

#include "dsl/model/layer_level.h"
#include "dsl/model/layer_words.h"
#include "dsl/model/model.h"
#include "dsl/model/output_line.h"
#include "dsl/model/program.h"

namespace cae::dsl {

// A layer before it becomes a node: one line in one call and one repetition.
struct LayerLine {
  const ast::Layer* written = nullptr;  // nullptr: the line could not be read
  const Operator* op = nullptr;         // nullptr: there is no layer of this name
  std::string name = {};
  std::string known_as = {};  // its name, or that of the outermost call whose last line it is
  std::string stage = {};
  std::vector<LayerId> inputs = {};  // what arrives first
  LayerWords words = {};
  std::vector<Note> trace = {};  // see Node
};

// An `output` line in one call and one repetition.
struct ExpandedOutput {
  LayerId layer = model_input;
  OutputLine line = {};
  Span name = {};  // of the layer, on that line
};

struct Expansion {
  const ast::Input* input = nullptr;  // the first
  std::vector<LayerLine> layers = {};
  std::vector<ExpandedOutput> outputs = {};  // none: the last layer is the output
  std::optional<LayerId> code = {};          // the layer named `code`
  Bindings bindings = {};                    // those of the model's own params and lets
};

// `program` must outlive the result.
Expansion expand(const Program& program, const ParameterValues& overrides, Meaning& meaning,
                 Mistakes& mistakes);

}  // namespace cae::dsl
