#include "dsl/model/model.h"

#include <utility>

#include "dsl/model/analysis.h"
#include "dsl/model/params.h"
#include "dsl/model/parsed_text.h"
#include "dsl/model/resolve.h"
#include "framework/base/files.h"

namespace cae {
namespace {

// What a model file may have at most is refused with its size by the check of the text; far larger ones are
// not even read.
constexpr std::uint64_t longest_file_read = std::uint64_t{1} << 28;

}  // namespace

Result<Graph> build_model(std::string_view text, const std::string& file, const ParameterValues& parameters) {
  dsl::Analysis analysis = dsl::analyse(std::string(text), file, parameters);
  if (!analysis.graph) return std::move(analysis.mistakes);
  return std::move(*analysis.graph);
}

Result<Graph> load_model(const std::string& path, const ParameterValues& parameters) {
  const Result<std::string> text = read_file(path, longest_file_read);
  if (!text) return text.diagnostics();
  return build_model(*text, path, parameters);
}

Result<std::vector<ModelParameter>> model_parameters(std::string_view text, const std::string& file) {
  Mistakes mistakes(file);
  const dsl::ParsedText parsed = dsl::parse_text(std::string(text), file, mistakes);
  // The other lines may be as wrong as they like.
  dsl::ast::Model params;
  params.span = parsed.tree.model.span;
  for (const dsl::ast::Statement& statement : parsed.tree.model.statements) {
    if (boost::get<dsl::ast::Param>(&statement.get()) != nullptr) params.statements.push_back(statement);
  }
  dsl::Meaning meaning;
  dsl::resolve_names(params, *parsed.sources, meaning, mistakes);
  dsl::Params values(*parsed.sources, meaning, mistakes);
  dsl::Bindings bindings;
  for (const dsl::ast::Statement& statement : params.statements) {
    values.evaluate(boost::get<dsl::ast::Param>(statement.get()), bindings);
  }
  if (!mistakes.any()) return values.written();
  Diagnostics found = std::move(mistakes).finish();
  parsed.sources->quote(found);
  return found;
}

}  // namespace cae
