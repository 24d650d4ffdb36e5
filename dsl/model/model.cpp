#include "dsl/model/model.h"

#include <utility>

#include "dsl/model/analysis.h"
#include "dsl/model/params.h"
#include "dsl/model/program.h"
#include "dsl/model/resolve.h"
#include "framework/base/files.h"

namespace cae {
namespace {

// The check of the text refuses a file over the limit and reports its size; far larger files are not even
// read.
constexpr std::uint64_t longest_file_read = std::uint64_t{1} << 28;

}  // namespace

Result<CheckedModel> check_model(std::string_view text, const std::string& file,
                                 const ParameterValues& parameters) {
  dsl::Analysis analysis = dsl::analyse(std::string(text), file, parameters);
  if (!analysis.graph) return std::move(analysis.mistakes);
  return CheckedModel{std::move(*analysis.graph), std::move(analysis.warnings)};
}

Result<Graph> build_model(std::string_view text, const std::string& file, const ParameterValues& parameters) {
  Result<CheckedModel> model = check_model(text, file, parameters);
  if (!model) return model.diagnostics();
  return std::move(model->graph);
}

Result<std::string> read_model(const std::string& path) {
  return read_file(path, longest_file_read);
}

Result<Graph> load_model(const std::string& path, const ParameterValues& parameters) {
  const Result<std::string> text = read_model(path);
  if (!text) return text.diagnostics();
  return build_model(*text, path, parameters);
}

Result<std::vector<ModelParameter>> model_parameters(std::string_view text, const std::string& file) {
  Mistakes mistakes(file);
  dsl::Program program = dsl::parse_program(std::string(text), file, mistakes);
  // Mistakes on other lines do not matter here.
  std::erase_if(program.files.front().model.statements, [](const dsl::ast::Statement& statement) {
    return dsl::ast::as<dsl::ast::Param>(statement) == nullptr &&
           dsl::ast::as<dsl::ast::Let>(statement) == nullptr;
  });
  program.files.resize(1);
  dsl::Meaning meaning;
  dsl::resolve_names(program.files, *program.sources, meaning, mistakes);
  dsl::Params params(*program.sources, meaning, mistakes);
  dsl::Bindings bindings;
  params.evaluate_all(program.model().model.statements, bindings);
  if (!mistakes.any()) return params.written();
  Diagnostics found = std::move(mistakes).finish();
  program.sources->quote(found);
  return found;
}

Result<std::string> self_contained_model(std::string_view text, const std::string& file) {
  Mistakes mistakes(file);
  const dsl::Program program = dsl::parse_program(std::string(text), file, mistakes);
  if (!mistakes.any()) return dsl::self_contained(program);
  Diagnostics found = std::move(mistakes).finish();
  program.sources->quote(found);
  return found;
}

}  // namespace cae
