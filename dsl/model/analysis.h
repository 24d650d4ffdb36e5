// A model's text with all that is known of it, right or wrong.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dsl/model/grammar.h"
#include "dsl/model/meaning.h"
#include "dsl/model/model.h"
#include "framework/graph/graph.h"

namespace cae::dsl {

struct Analysis {
  std::shared_ptr<const SourceSet> sources = {};  // number 0 is the model's own text
  SyntaxTree tree = {};
  Meaning meaning = {};
  std::optional<Graph> graph = {};  // nothing where there are mistakes
  Diagnostics mistakes = {};
};

// Reads and checks a text: the frame, then names (resolve.h), the layers written out (expand.h), their words
// by what the operators declare (layer_words.h), the graph (lower.h).
Analysis analyse(std::string text, std::string file, const ParameterValues& parameters = {});

}  // namespace cae::dsl
