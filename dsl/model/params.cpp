#include "dsl/model/params.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dsl/model/expression.h"
#include "framework/base/catalogue/model.h"

namespace cae::dsl {
namespace {

// Whole numbers stay whole as long as a double holds them exactly.
Number overriding(double given, const std::optional<Number>& written) {
  constexpr double exact = 9007199254740992.0;  // 2^53
  const bool whole = std::floor(given) == given && std::fabs(given) <= exact;
  const bool was_whole = !written || std::holds_alternative<std::int64_t>(*written);
  return whole && was_whole ? Number(static_cast<std::int64_t>(given)) : Number(given);
}

}  // namespace

void Params::override_with(const ParameterValues& values, bool all_read) {
  std::vector<std::string> names;
  for (const Definition& definition : meaning_.definitions()) {
    if (definition.kind == NameKind::param) names.push_back(definition.name);
  }
  std::sort(names.begin(), names.end());
  const std::string& file = sources_[0].file();
  for (const auto& [name, value] : values) {
    if (!std::isfinite(value)) {
      mistakes_.add(catalogue::override_not_finite(file, name));
    } else if (std::binary_search(names.begin(), names.end(), name)) {
      overrides_[name] = value;
    } else if (all_read) {
      mistakes_.add(catalogue::unknown_override(file, name, names));
    }
  }
}

void Params::evaluate_all(const std::vector<ast::Statement>& statements, Bindings& bindings) {
  for (const ast::Statement& statement : statements) {
    if (mistakes_.enough()) return;
    if (const auto* param = ast::as<ast::Param>(statement)) evaluate(*param, bindings);
    if (const auto* let = ast::as<ast::Let>(statement)) evaluate(*let, bindings);
  }
}

void Params::evaluate(const ast::Let& let, Bindings& bindings) {
  const Scope scope(sources_, meaning_, bindings);
  const std::optional<Number> value = dsl::evaluate(let.value, scope, {}, mistakes_);
  const DefinitionId id = meaning_.defined_at(let.name.span);
  if (id != no_definition) bindings.set(id, {.value = value});
}

void Params::evaluate(const ast::Param& param, Bindings& bindings) {
  const Scope scope(sources_, meaning_, bindings);
  const std::optional<Number> value = dsl::evaluate(param.value, scope, {}, mistakes_);
  const DefinitionId id = meaning_.defined_at(param.name.span);
  if (id == no_definition) return;  // there is a param of this name already
  std::string name(sources_.text(param.name.span));
  Bound bound{.value = value};
  if (const auto found = overrides_.find(name); found != overrides_.end()) {
    bound = {.value = overriding(found->second, value), .overridden = true};
  }
  bindings.set(id, bound);
  if (value) {
    written_.push_back(
        {std::move(name), as_double(*value), value->index() == 0, sources_.place(param.name.span)});
  }
}

}  // namespace cae::dsl
