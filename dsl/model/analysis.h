// A model's text with everything that is known about it, valid or not.
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
  Diagnostics warnings = {};  // of a model without mistakes (model_warnings.h)
};

// Reads and checks a text in phases: the frame (frame.h), names (resolve.h), expansion into layers with their
// arguments read as the operators declare them (expand.h), the graph (lower.h).
Analysis analyse(std::string text, std::string file, const ParameterValues& parameters = {});

}  // namespace cae::dsl
