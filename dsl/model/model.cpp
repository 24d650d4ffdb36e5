#include "dsl/model/model.h"

#include <utility>

#include "dsl/model/check.h"
#include "dsl/model/syntax_report.h"
#include "dsl/model/text_check.h"
#include "framework/base/files.h"

namespace cae {
namespace {

// What a model file may have at most is refused with its size by the check of the text; far larger ones are
// not even read.
constexpr std::uint64_t longest_file_read = std::uint64_t{1} << 28;

}  // namespace

Result<Graph> build_model(std::string_view text, const std::string& file, const ParameterValues& parameters) {
  const dsl::SourceText source(text, file);
  dsl::Mistakes mistakes(source);
  if (std::optional<Diagnostic> problem = dsl::text_problem(source)) {
    mistakes.add(std::move(*problem));
    return std::move(mistakes).finish();
  }
  const dsl::SyntaxTree tree = dsl::parse(source.text());
  dsl::report_syntax(tree, source, mistakes);
  if (!tree.has_model) return std::move(mistakes).finish();
  std::optional<Graph> graph = dsl::check_model(tree, source, parameters, mistakes);
  if (!graph) return std::move(mistakes).finish();
  return std::move(*graph);
}

Result<Graph> load_model(const std::string& path, const ParameterValues& parameters) {
  const Result<std::string> text = read_file(path, longest_file_read);
  if (!text) return text.diagnostics();
  return build_model(*text, path, parameters);
}

Result<std::vector<ModelParameter>> model_parameters(std::string_view text, const std::string& file) {
  const dsl::SourceText source(text, file);
  dsl::Mistakes mistakes(source);
  if (std::optional<Diagnostic> problem = dsl::text_problem(source)) {
    mistakes.add(std::move(*problem));
    return std::move(mistakes).finish();
  }
  const dsl::SyntaxTree tree = dsl::parse(source.text());
  dsl::report_syntax(tree, source, mistakes);
  if (!tree.has_model) return std::move(mistakes).finish();
  std::vector<ModelParameter> parameters = dsl::read_parameters(tree.model, source, mistakes);
  if (mistakes.any()) return std::move(mistakes).finish();
  return parameters;
}

}  // namespace cae
