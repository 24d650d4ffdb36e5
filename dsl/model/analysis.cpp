#include "dsl/model/analysis.h"

#include <utility>

#include "dsl/model/expand.h"
#include "dsl/model/frame.h"
#include "dsl/model/lower.h"
#include "dsl/model/model_warnings.h"
#include "dsl/model/resolve.h"

namespace cae::dsl {

Analysis analyse(std::string text, std::string file, const ParameterValues& parameters) {
  Analysis analysis;
  Mistakes mistakes(file);
  analysis.program = parse_program(std::move(text), std::move(file), mistakes);
  const Program& program = analysis.program;
  if (program.model().has_model) {
    Meaning& meaning = analysis.meaning;
    check_frame(program, mistakes);
    resolve_names(program.files, *program.sources, meaning, mistakes);
    Expansion expansion = expand(program, parameters, meaning, mistakes);
    analysis.graph =
        lower(program.model().model.head, std::move(expansion), *program.sources, meaning, mistakes);
  }
  if (mistakes.any()) analysis.graph.reset();
  if (analysis.graph) analysis.warnings = model_warnings(program, analysis.meaning, *analysis.graph);
  analysis.mistakes = std::move(mistakes).finish();
  program.sources->quote(analysis.mistakes);
  return analysis;
}

}  // namespace cae::dsl
