#include "dsl/model/parsed_text.h"

#include <utility>

#include "dsl/model/syntax_report.h"
#include "dsl/model/text_check.h"

namespace cae::dsl {

ParsedText parse_text(std::string text, std::string file, Mistakes& mistakes) {
  auto sources = std::make_shared<SourceSet>();
  const FileId id = sources->add(std::move(file), std::move(text));
  ParsedText parsed{.sources = sources};
  if (std::optional<Diagnostic> problem = text_problem(*sources, id)) {
    mistakes.add(std::move(*problem));
    return parsed;
  }
  std::vector<Token> tokens = tokens_of(*sources, id);
  if (std::optional<Diagnostic> problem = nesting_problem(*sources, tokens)) {
    mistakes.add(std::move(*problem));
    return parsed;
  }
  parsed.tree = parse(*sources, std::move(tokens));
  report_syntax(parsed.tree, *sources, mistakes);
  return parsed;
}

}  // namespace cae::dsl
