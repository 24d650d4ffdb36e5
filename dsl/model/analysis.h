// A model's text with all that is known of it, right or wrong.
#pragma once

#include <optional>
#include <string>

#include "dsl/model/meaning.h"
#include "dsl/model/model.h"
#include "dsl/model/program.h"
#include "framework/graph/graph.h"

namespace cae::dsl {

struct Analysis {
  Program program = {};
  Meaning meaning = {};
  std::optional<Graph> graph = {};  // nothing where there are mistakes
  Diagnostics mistakes = {};
};

// Reads and checks a text: the frame (frame.h), then names (resolve.h), the layers written out, their words
// by what the operators declare (expand.h), the graph (lower.h).
Analysis analyse(std::string text, std::string file, const ParameterValues& parameters = {});

}  // namespace cae::dsl
