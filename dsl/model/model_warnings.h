// What is allowed in a model and probably not meant: W2xx.
#pragma once

#include "dsl/model/meaning.h"
#include "dsl/model/program.h"
#include "framework/graph/graph.h"

namespace cae::dsl {

// Of a model without mistakes, by place. A comment on the line, `# allow W204`, keeps back the warnings that
// it names.
Diagnostics model_warnings(const Program& program, const Meaning& meaning, const Graph& graph);

}  // namespace cae::dsl
